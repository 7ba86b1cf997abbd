/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.witness;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.MalformedException;
import dev.bulla.ctlog.codec.NoteKey;
import dev.bulla.ctlog.merkle.Hash;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;

/** A key for notes that is one of Ed25519, ready to verify. For many threads. */
final class EdwardsKey {
    /** What stands before the key's 32 bytes in a SubjectPublicKeyInfo. */
    private static final byte[] PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private static final String ALGORITHM = "Ed25519";

    private final NoteKey note;
    private final PublicKey key;
    private final Provider provider;

    private EdwardsKey(NoteKey note, PublicKey key, Provider provider) {
        this.note = note;
        this.key = key;
        this.provider = provider;
    }

    /** Throws {@link MalformedException} if these bytes are no such key. */
    static EdwardsKey of(NoteKey note, Provider provider) {
        if (note.key().size() != Hash.SIZE) {
            throw new MalformedException("the key is not one of Ed25519");
        }
        var encoded = new byte[PREFIX.length + Hash.SIZE];
        System.arraycopy(PREFIX, 0, encoded, 0, PREFIX.length);
        note.key().copyTo(encoded, PREFIX.length);
        try {
            var key = KeyFactory.getInstance(ALGORITHM, provider).generatePublic(new X509EncodedKeySpec(encoded));
            return new EdwardsKey(note, key, provider);
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new MalformedException("the key is not one of Ed25519");
        }
    }

    NoteKey note() {
        return note;
    }

    boolean verifies(byte[] content, Bytes signature) {
        try {
            var verifier = Signature.getInstance(ALGORITHM, provider);
            verifier.initVerify(key);
            verifier.update(content);
            return verifier.verify(signature.toArray());
        } catch (GeneralSecurityException | RuntimeException _) {
            // Providers differ in how they say that something is no signature at all.
            return false;
        }
    }
}
