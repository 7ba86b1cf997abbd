/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.tuf;

import dev.bulla.ca.x509.Bytes;
import dev.bulla.ca.x509.Pem;
import dev.bulla.ca.x509.PemWriter;
import dev.bulla.ca.x509.Sha256;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A P-256 key of a role, which all clients understand. */
public final class TufKey {
    private final PublicKey key;
    private final ObjectNode json;
    private final String id;

    private TufKey(PublicKey key) {
        this.key = key;
        this.json =
                JsonMapper.shared().createObjectNode().put("keytype", "ecdsa").put("scheme", "ecdsa-sha2-nistp256");
        json.putObject("keyval").put("public", PemWriter.text("PUBLIC KEY", key.getEncoded()));
        this.id = Sha256.hex(CanonicalJson.of(json));
    }

    public static TufKey of(PublicKey key) {
        if (!(key instanceof ECPublicKey ec) || ec.getParams().getOrder().bitLength() != 256) {
            throw new IllegalArgumentException("a key of a TUF repository must be a P-256 key");
        }
        return new TufKey(key);
    }

    /** A key as the root names it. */
    static TufKey read(JsonNode json) {
        var pem = Pem.first(Bytes.utf8(json.at("/keyval/public").asString("")))
                .orElseThrow(() -> new IllegalArgumentException("a key of the root is no PEM"));
        try {
            var encoded = new X509EncodedKeySpec(pem.content().array());
            return of(KeyFactory.getInstance("EC").generatePublic(encoded));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("a key of the root is no P-256 key", e);
        }
    }

    /** What metadata calls it by: the hash of what it says of it. */
    public String id() {
        return id;
    }

    ObjectNode json() {
        return json.deepCopy();
    }

    boolean verifies(JsonNode signed, byte[] signature) {
        try {
            var verifier = Signature.getInstance("SHA256withECDSA");
            verifier.initVerify(key);
            verifier.update(CanonicalJson.of(signed));
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
