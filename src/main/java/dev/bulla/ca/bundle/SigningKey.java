/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bundle;

import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.x509.Bytes;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.ECGenParameterSpec;
import java.util.Optional;

/** A key that was made for one signature. Nobody but this object has it, unless it is asked for its private half. */
public final class SigningKey {
    private final KeyPair pair;
    private final SigningAlgorithm algorithm;
    private final Crypto crypto;

    private SigningKey(KeyPair pair, SigningAlgorithm algorithm, Crypto crypto) {
        this.pair = pair;
        this.algorithm = algorithm;
        this.crypto = crypto;
    }

    public static SigningKey fresh(SigningAlgorithm algorithm, Crypto crypto) {
        try {
            var generator = crypto.keyPairGenerator(algorithm.keyName());
            prepare(generator, algorithm);
            return new SigningKey(generator.generateKeyPair(), algorithm, crypto);
        } catch (InvalidAlgorithmParameterException e) {
            throw new IllegalStateException("providers make every kind of key that we name", e);
        }
    }

    private static void prepare(KeyPairGenerator generator, SigningAlgorithm algorithm)
            throws InvalidAlgorithmParameterException {
        switch (algorithm) {
            case ECDSA_P256, ECDSA_P384, ECDSA_P521 ->
                generator.initialize(new ECGenParameterSpec("secp" + algorithm.bits() + "r1"));
            case RSA_2048, RSA_3072, RSA_4096 -> generator.initialize(algorithm.bits());
            case ED25519 -> {
                // There is one kind.
            }
        }
    }

    public SigningAlgorithm algorithm() {
        return algorithm;
    }

    /** The public half as SubjectPublicKeyInfo. */
    public Bytes publicKey() {
        return Bytes.of(pair.getPublic().getEncoded());
    }

    /** The private half as PrivateKeyInfo. */
    public Bytes privateKey() {
        return Bytes.of(pair.getPrivate().getEncoded());
    }

    public Bytes sign(Bytes content) {
        try {
            var signature = signing();
            signature.update(content.array());
            return Bytes.of(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a fresh key signs", e);
        }
    }

    /** The signature of the artifact, whose hash is recorded beside it. */
    public SignedContent sign(Artifact artifact) throws IOException {
        try {
            var signature = signing();
            var digest = algorithm.hash().digest();
            artifact.<SignatureException>read((buffer, from, length) -> {
                signature.update(buffer, from, length);
                digest.update(buffer, from, length);
            });
            var recorded = new Digest(algorithm.hash(), Bytes.of(digest.digest()));
            return new SignedContent.Message(Optional.of(recorded), Bytes.of(signature.sign()));
        } catch (InvalidKeyException | SignatureException e) {
            throw new IllegalStateException("a fresh key signs", e);
        }
    }

    /** The signature of a statement, in an envelope. */
    public SignedContent signStatement(Bytes statement) {
        var signed = SignedContent.Envelope.signed(SignedContent.Envelope.STATEMENT, statement);
        return new SignedContent.Envelope(statement, SignedContent.Envelope.STATEMENT, "", sign(signed));
    }

    private Signature signing() throws InvalidKeyException {
        var signature = algorithm.signature(crypto);
        signature.initSign(pair.getPrivate());
        return signature;
    }
}
