/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bench;

import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ctlog.IssuerKeyHash;
import dev.bulla.ctlog.LogKey;
import dev.bulla.ctlog.LogSigner;
import dev.bulla.ctlog.LoggedEntry;
import dev.bulla.ctlog.TimestampExtensions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.List;
import java.util.stream.Stream;

/** The cryptography of one issuance, piece by piece, with the objects that a server uses. */
final class FloorOperations {
    private static final int RSA_BITS = 2048;

    /** Usual sizes, in bytes. */
    private static final int TOKEN = 1_400;

    private static final int CHALLENGE = 60;
    private static final int CERTIFICATE = 1_300;
    private static final int ENTRY = 3_000;
    private static final long MOMENT = 1_800_000_000_000L;

    private final Crypto crypto;
    private final LogSigner log;
    private final LoggedEntry entry;

    /**
     * Something to do over and over.
     *
     * @param times how often one issuance does it
     */
    record Operation(String name, int times, Work work) {}

    /** Says whether it worked. */
    @FunctionalInterface
    interface Work {
        boolean run() throws GeneralSecurityException;
    }

    /** The kinds of key that a CA usually has. */
    enum CaKey {
        P256("secp256r1", "SHA256withECDSA"),
        P384("secp384r1", "SHA384withECDSA");

        private final String curve;
        private final String signature;

        CaKey(String curve, String signature) {
            this.curve = curve;
            this.signature = signature;
        }
    }

    FloorOperations(Crypto crypto) throws GeneralSecurityException {
        this.crypto = crypto;
        var keys = elliptic("secp256r1");
        var key = LogKey.of(keys.getPublic().getEncoded(), crypto.provider());
        this.log = LogSigner.of(keys.getPrivate(), key, crypto.provider());
        var authority = PracticeAuthority.make(crypto, ENTRY);
        this.entry = LoggedEntry.ofPrecertificate(
                authority.precertificate(1),
                IssuerKeyHash.ofIssuer(authority.authority().getFirst()));
    }

    /** In the order in which an issuance does them. */
    List<Operation> with(CaKey ca) throws GeneralSecurityException {
        return Stream.of(ofRequest(), ofAuthority(ca), ofLog())
                .flatMap(List::stream)
                .toList();
    }

    private List<Operation> ofRequest() throws GeneralSecurityException {
        var rsa = crypto.keyPairGenerator("RSA");
        rsa.initialize(RSA_BITS);
        var issuer = rsa.generateKeyPair();
        var subject = elliptic("secp256r1");
        var encoded = subject.getPublic().getEncoded();
        var keys = crypto.keyFactory("EC");
        return List.of(
                new Operation("token: RS256 verify", 1, verifying("SHA256withRSA", issuer, TOKEN)),
                new Operation(
                        "key: read, on its curve",
                        1,
                        () -> keys.generatePublic(new X509EncodedKeySpec(encoded))
                                .getAlgorithm()
                                .equals("EC")),
                new Operation("proof: ES256 verify", 1, verifying("SHA256withECDSA", subject, CHALLENGE)),
                new Operation(
                        "key: SHA-1 identifier",
                        1,
                        () -> MessageDigest.getInstance("SHA-1").digest(encoded).length > 0));
    }

    private List<Operation> ofAuthority(CaKey ca) throws GeneralSecurityException {
        var keys = elliptic(ca.curve);
        var content = new byte[CERTIFICATE];
        return List.of(
                new Operation("CA: sign (both)", 2, () -> sign(ca.signature, keys, content).length > 0),
                new Operation("CA: verify the final", 1, verifying(ca.signature, keys, CERTIFICATE)));
    }

    private List<Operation> ofLog() {
        var promise = log.sign(entry, MOMENT, TimestampExtensions.ofLeafIndex(1));
        return List.of(
                new Operation(
                        "log: sign the promise",
                        1,
                        () -> log.sign(entry, MOMENT, TimestampExtensions.ofLeafIndex(1))
                                        .timestamp()
                                == MOMENT),
                new Operation("log: verify the promise", 1, () -> {
                    log.publicKey().verify(entry, promise);
                    return true;
                }),
                new Operation("log: SHA-256 of the leaf", 1, () -> entry.leafHash(promise).length > 0));
    }

    private Work verifying(String algorithm, KeyPair keys, int size) throws GeneralSecurityException {
        var content = new byte[size];
        var signed = sign(algorithm, keys, content);
        return () -> {
            var signature = crypto.signature(algorithm);
            signature.initVerify(keys.getPublic());
            signature.update(content);
            return signature.verify(signed);
        };
    }

    private byte[] sign(String algorithm, KeyPair keys, byte[] content) throws GeneralSecurityException {
        Signature signature = crypto.signature(algorithm);
        signature.initSign(keys.getPrivate());
        signature.update(content);
        return signature.sign();
    }

    private KeyPair elliptic(String curve) throws GeneralSecurityException {
        var generator = crypto.keyPairGenerator("EC");
        generator.initialize(new ECGenParameterSpec(curve));
        return generator.generateKeyPair();
    }
}
