/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.tuf;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.util.HexFormat;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A key that signs for a role. */
public final class TufSigner {
    private final TufKey key;
    private final KeyPair pair;

    private TufSigner(TufKey key, KeyPair pair) {
        this.key = key;
        this.pair = pair;
    }

    public static TufSigner of(KeyPair pair) {
        return new TufSigner(TufKey.of(pair.getPublic()), pair);
    }

    public TufKey key() {
        return key;
    }

    /** One element of a file's signatures. */
    ObjectNode sign(ObjectNode signed) {
        try {
            var signer = Signature.getInstance("SHA256withECDSA");
            signer.initSign(pair.getPrivate());
            signer.update(CanonicalJson.of(signed));
            var signature = signer.sign();
            if (!key.verifies(signed, signature)) {
                throw new IllegalStateException("the key " + key.id() + " does not verify what it has signed");
            }
            return JsonMapper.shared()
                    .createObjectNode()
                    .put("keyid", key.id())
                    .put("sig", HexFormat.of().formatHex(signature));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key " + key.id() + " cannot sign", e);
        }
    }
}
