/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.timestamp;

import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.x509.PemWriter;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.PublicKey;
import java.security.SignatureException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/** The certificates of a time-stamping authority, its own first and the root last, with what is derived from them worked out once. */
public final class StampingChain {
    private static final int FEWEST_CERTIFICATES = 2;
    private static final int MOST_CERTIFICATES = 10;
    private static final String KEY_FACTORY = "EC";

    private final List<X509Certificate> certificates;
    private final List<String> pem;
    private final Instant start;
    private final Instant end;
    private final StampAlgorithm algorithm;
    private final PublicKey key;
    private final Signer signer;
    private final Crypto crypto;

    /**
     * Whether the certificates fit each other was checked by whoever loaded them. Throws {@link IllegalArgumentException} for too
     * few or too many, and for a key that nothing is stamped with.
     *
     * @param crypto verifies what is stamped
     */
    public StampingChain(List<X509Certificate> certificates, Crypto crypto) {
        if (certificates.size() < FEWEST_CERTIFICATES || certificates.size() > MOST_CERTIFICATES) {
            throw new IllegalArgumentException(
                    "a chain for timestamps has two to " + MOST_CERTIFICATES + " certificates");
        }
        this.certificates = List.copyOf(certificates);
        this.pem = certificates.stream()
                .map(certificate -> PemWriter.text("CERTIFICATE", encoded(certificate)))
                .toList();
        this.start = certificates.stream()
                .map(X509Certificate::getNotBefore)
                .max(Date::compareTo)
                .orElseThrow()
                .toInstant();
        this.end = certificates.stream()
                .map(X509Certificate::getNotAfter)
                .min(Date::compareTo)
                .orElseThrow()
                .toInstant();
        this.signer = Signer.of(Certificate.getInstance(encoded(certificates.getFirst())));
        var info = signer.certificate().getSubjectPublicKeyInfo();
        this.algorithm = StampAlgorithm.of(info)
                .orElseThrow(() -> new IllegalArgumentException("the key for timestamps is not on P-256 or P-384"));
        this.key = decoded(info, crypto);
        this.crypto = crypto;
    }

    public List<X509Certificate> certificates() {
        return certificates;
    }

    /** Each certificate as PEM with its final newline, in order. */
    public List<String> pem() {
        return pem;
    }

    /** When the last certificate of the chain begins. No time before it is stamped. */
    public Instant start() {
        return start;
    }

    /** When the first certificate of the chain expires. No time after it is stamped. */
    public Instant end() {
        return end;
    }

    public StampAlgorithm algorithm() {
        return algorithm;
    }

    /** The public key of the authority, of the provider that verifies with it. */
    public PublicKey publicKey() {
        return key;
    }

    /** What every token says of who signed it. */
    Signer signer() {
        return signer;
    }

    /** Whether the authority's key made this signature. */
    boolean verifies(byte[] content, byte[] signed) {
        try {
            var signature = crypto.signature(algorithm.jcaName());
            signature.initVerify(key);
            signature.update(content);
            return signature.verify(signed);
        } catch (SignatureException e) {
            // Providers differ in what they answer to bytes that are no signature at all: false, or this.
            return false;
        } catch (InvalidKeyException e) {
            throw new IllegalStateException("the authority's key was usable before", e);
        }
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException("a certificate of the chain cannot be encoded", e);
        }
    }

    private static PublicKey decoded(SubjectPublicKeyInfo info, Crypto crypto) {
        try {
            return crypto.keyFactory(KEY_FACTORY).generatePublic(new X509EncodedKeySpec(Der.of(info)));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the public key of the authority cannot be read", e);
        }
    }
}
