/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.witness;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.NoteKey;
import dev.bulla.ctlog.codec.NoteSignature;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Provider;
import java.security.Signature;
import java.time.Instant;

/** The key of a witness. It signs whatever it is given: what it may be given, {@link TreeMemory} says. */
public final class Cosigner {
    private final NoteKey key;
    private final KeyPair pair;
    private final Provider provider;

    private Cosigner(NoteKey key, KeyPair pair, Provider provider) {
        this.key = key;
        this.pair = pair;
        this.provider = provider;
    }

    /** Throws {@link dev.bulla.ctlog.codec.MalformedException} if the keys are not of Ed25519. */
    public static Cosigner of(String name, KeyPair pair, Provider provider) {
        var key = NoteKey.cosigner(name, Bytes.view(pair.getPublic().getEncoded()));
        return new Cosigner(key, pair, provider);
    }

    /** What verifiers are told. */
    public NoteKey key() {
        return key;
    }

    /** The line that says that this checkpoint was the newest at this time. */
    public NoteSignature cosign(String checkpoint, Instant now) {
        var text = new CosignedText(checkpoint, now.getEpochSecond());
        try {
            var signature = Signature.getInstance("Ed25519", provider);
            signature.initSign(pair.getPrivate());
            signature.update(text.signedBytes());
            return key.signature(text.withSignature(Bytes.view(signature.sign())));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key of the witness does not sign", e);
        }
    }
}
