/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.timestamp;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** How times are stamped. The key alone decides, and every Sigstore client takes keys on these two curves and no others. */
public enum StampAlgorithm {
    ECDSA_P256(
            X9ObjectIdentifiers.prime256v1,
            "SHA256withECDSA",
            X9ObjectIdentifiers.ecdsa_with_SHA256,
            "SHA-256",
            NISTObjectIdentifiers.id_sha256),
    ECDSA_P384(
            SECObjectIdentifiers.secp384r1,
            "SHA384withECDSA",
            X9ObjectIdentifiers.ecdsa_with_SHA384,
            "SHA-384",
            NISTObjectIdentifiers.id_sha384);

    private final ASN1ObjectIdentifier curve;
    private final String jcaName;
    private final AlgorithmIdentifier signature;
    private final String digestName;
    private final AlgorithmIdentifier digest;

    StampAlgorithm(
            ASN1ObjectIdentifier curve,
            String jcaName,
            ASN1ObjectIdentifier signature,
            String digestName,
            ASN1ObjectIdentifier digest) {
        this.curve = curve;
        this.jcaName = jcaName;
        this.signature = new AlgorithmIdentifier(signature);
        this.digestName = digestName;
        // RFC 5754, section 2: without parameters.
        this.digest = new AlgorithmIdentifier(digest);
    }

    /** Empty for a key that no clients take. */
    public static Optional<StampAlgorithm> of(SubjectPublicKeyInfo key) {
        var algorithm = key.getAlgorithm();
        return algorithm.getAlgorithm().equals(X9ObjectIdentifiers.id_ecPublicKey)
                ? Arrays.stream(values())
                        .filter(it -> it.curve.equals(algorithm.getParameters()))
                        .findFirst()
                : Optional.empty();
    }

    /** The name of its signatures in the Java cryptography architecture. */
    public String jcaName() {
        return jcaName;
    }

    AlgorithmIdentifier signature() {
        return signature;
    }

    AlgorithmIdentifier digest() {
        return digest;
    }

    byte[] digest(byte[] content) {
        try {
            return MessageDigest.getInstance(digestName).digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-2", e);
        }
    }
}
