/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import dev.bulla.ctlog.codec.NoteKey;
import dev.bulla.ctlog.witness.Cosigner;
import java.security.KeyPair;
import java.security.Provider;

/** The key of a witness of our own, and its name. */
public final class WitnessSigner {
    private final Cosigner cosigner;

    private WitnessSigner(Cosigner cosigner) {
        this.cosigner = cosigner;
    }

    /**
     * The signer with these keys, which must be of Ed25519.
     *
     * @param name     by which it is known for ever, such as {@code witness.example.com/w1}
     * @param provider signs
     */
    public static WitnessSigner of(String name, KeyPair keys, Provider provider) {
        if (!isName(name)) {
            throw new InvalidInputException("name of a witness: it must have no space and no plus sign");
        }
        return new WitnessSigner(InvalidInputException.reading("witness key", () -> Cosigner.of(name, keys, provider)));
    }

    /** Whether somebody who signs notes may have this name. */
    public static boolean isName(String name) {
        return NoteKey.isName(name);
    }

    /** What logs and verifiers are told of it. */
    public String verifierKey() {
        return cosigner.key().text();
    }

    Cosigner cosigner() {
        return cosigner;
    }
}
