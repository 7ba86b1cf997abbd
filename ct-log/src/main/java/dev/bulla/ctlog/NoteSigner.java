/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.NoteKey;
import dev.bulla.ctlog.codec.NoteSignature;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Provider;
import java.security.Signature;

/** An Ed25519 key that signs checkpoints beside the log's own, since witnesses ask for one. */
public final class NoteSigner {
    private final KeyPair keys;
    private final Provider provider;

    private NoteSigner(KeyPair keys, Provider provider) {
        this.keys = keys;
        this.provider = provider;
    }

    /**
     * The signer with these keys.
     *
     * @param provider signs
     */
    public static NoteSigner of(KeyPair keys, Provider provider) {
        InvalidInputException.reading("note key", () -> NoteKey.ed25519("trial", publicKey(keys)));
        return new NoteSigner(keys, provider);
    }

    /** What verifiers are told of the key. */
    public String verifierKey(String origin) {
        return noteKey(origin).text();
    }

    NoteSignature sign(String origin, String text) {
        try {
            var signature = Signature.getInstance("Ed25519", provider);
            signature.initSign(keys.getPrivate());
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return noteKey(origin).signature(Bytes.view(signature.sign()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the note key does not sign", e);
        }
    }

    NoteKey noteKey(String origin) {
        return NoteKey.ed25519(origin, publicKey(keys));
    }

    private static Bytes publicKey(KeyPair keys) {
        return Bytes.view(keys.getPublic().getEncoded());
    }
}
