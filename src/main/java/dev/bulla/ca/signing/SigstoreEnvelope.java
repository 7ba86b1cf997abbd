/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.signing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.crypto.generators.SCrypt;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The JSON envelope that cosign and its relatives keep private keys in: a key from scrypt, and a secret box around PKCS#8.
 *
 * @param members the texts and numbers of the JSON, under their path with dots
 */
record SigstoreEnvelope(Map<String, String> members) {
    private static final JsonFactory JSON = new JsonFactory();
    private static final Set<String> COSTS = Set.of("32768", "65536", "131072");
    private static final int BLOCK_SIZE = 8;
    private static final int KEY_LENGTH = 32;

    static SigstoreEnvelope read(byte[] json) {
        var path = new ArrayDeque<String>();
        var members = new HashMap<String, String>();
        try (var parser = JSON.createParser(ObjectReadContext.empty(), json)) {
            for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.PROPERTY_NAME) {
                    path.addLast(parser.currentName());
                } else if (token == JsonToken.END_OBJECT || token.isScalarValue()) {
                    if (token.isScalarValue()) {
                        members.put(String.join(".", path), parser.getString());
                    }
                    path.pollLast();
                }
            }
            return new SigstoreEnvelope(Map.copyOf(members));
        } catch (JacksonException e) {
            throw damaged();
        }
    }

    /** The private key in PKCS#8. */
    byte[] open(String password) {
        require("kdf.name", Set.of("scrypt"), "unknown kdf name");
        require("cipher.name", Set.of("nacl/secretbox"), "unknown cipher name");
        // Only the costs that the tools write: others would be somebody's attempt to keep us busy.
        require("kdf.params.N", COSTS, "unsupported scrypt parameters");
        require("kdf.params.r", Set.of(Integer.toString(BLOCK_SIZE)), "unsupported scrypt parameters");
        require("kdf.params.p", Set.of("1"), "unsupported scrypt parameters");
        var cost = Integer.parseInt(text("kdf.params.N"));
        var secret = password.getBytes(StandardCharsets.UTF_8);
        var key = SCrypt.generate(secret, bytes("kdf.salt"), cost, BLOCK_SIZE, 1, KEY_LENGTH);
        return SecretBox.open(key, bytes("cipher.nonce"), bytes("ciphertext"))
                .orElseThrow(() ->
                        new UnusableKeyException("encrypted: decryption failed", "check the password of the key file"));
    }

    private void require(String path, Set<String> known, String otherwise) {
        if (!known.contains(text(path))) {
            throw new UnusableKeyException("encrypted: " + otherwise, "write the key file anew");
        }
    }

    private String text(String path) {
        return Optional.ofNullable(members.get(path)).orElseThrow(SigstoreEnvelope::damaged);
    }

    private byte[] bytes(String path) {
        return Base64.getDecoder().decode(text(path));
    }

    private static UnusableKeyException damaged() {
        return new UnusableKeyException(
                "the envelope of the private key is no JSON of its kind", "write the key file anew");
    }

    /** Leaves the content out. */
    @Override
    public String toString() {
        return "an encrypted private key";
    }
}
