/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.certificate;

import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.x509.Bytes;
import dev.bulla.ctlog.IssuerKeyHash;
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
import java.util.Optional;

/** The certificates above a leaf, issuing CA first and root last, with what is derived from them worked out once. */
public final class IssuingChain {
    /** Bounds what every answer and every submission to the log carries. */
    private static final int MOST_CERTIFICATES = 10;

    private static final int LARGEST_CERTIFICATE = 0xffff;
    private static final String SUBJECT_KEY_IDENTIFIER = "2.5.29.14";
    private static final int VERSION = 0xa0;

    private final List<X509Certificate> certificates;
    private final List<Bytes> encoded;
    private final List<String> pem;
    private final List<String> bundlePem;
    private final Instant start;
    private final Instant end;
    private final Bytes subject;
    private final Optional<Bytes> keyIdentifier;
    private final IssuingAlgorithm algorithm;
    private final PublicKey key;
    private final IssuerKeyHash keyHash;
    private final Crypto crypto;

    /**
     * Whether the certificates fit each other was checked by whoever loaded them. Throws
     * {@link IllegalArgumentException} for too many or too large ones, and for a CA key we cannot sign with.
     *
     * @param crypto verifies what the CA signs
     */
    public IssuingChain(List<X509Certificate> certificates, Crypto crypto) {
        if (certificates.isEmpty() || certificates.size() > MOST_CERTIFICATES) {
            throw new IllegalArgumentException("a chain has one to " + MOST_CERTIFICATES + " certificates");
        }
        this.certificates = List.copyOf(certificates);
        this.encoded = certificates.stream().map(IssuingChain::encoded).toList();
        this.pem = encoded.stream().map(CertificatePem::of).toList();
        this.bundlePem = pem.stream().map(text -> text + "\n").toList();
        this.start = start(certificates);
        this.end = end(certificates);
        this.keyIdentifier = keyIdentifier(certificates.getFirst());
        this.crypto = crypto;

        var fields = signedFields(encoded.getFirst());
        this.subject = Bytes.of(fields.next(DerValue.SEQUENCE).encoded());
        var publicKeyInfo = Bytes.of(fields.next(DerValue.SEQUENCE).encoded());
        this.algorithm = IssuingAlgorithm.of(publicKeyInfo);
        this.key = decoded(publicKeyInfo, algorithm, crypto);
        this.keyHash = IssuerKeyHash.ofKey(publicKeyInfo.array());
    }

    public List<X509Certificate> certificates() {
        return certificates;
    }

    /** Each certificate in DER, in order, as a log takes them after the leaf. */
    public List<Bytes> encoded() {
        return encoded;
    }

    /** Each certificate as PEM without a final newline, in order, as answers carry them after the leaf. */
    public List<String> pem() {
        return pem;
    }

    /** The same with the final newline that trust bundles have. */
    public List<String> bundlePem() {
        return bundlePem;
    }

    /** When the last certificate of the chain begins. No leaf begins before it. */
    public Instant start() {
        return start;
    }

    /** When the first certificate of the chain expires. No leaf outlives it. */
    public Instant end() {
        return end;
    }

    /** How the CA signs. */
    public IssuingAlgorithm algorithm() {
        return algorithm;
    }

    /** The public key of the CA, of the provider that verifies with it. */
    public PublicKey publicKey() {
        return key;
    }

    /** Which key signs, as logs name it. */
    public IssuerKeyHash keyHash() {
        return keyHash;
    }

    /** The subject of the issuing CA: the bytes of its certificate and not what somebody would write for them. */
    Bytes subject() {
        return subject;
    }

    /** The name that the issuing CA's certificate gives to its key, copied because there are several ways to make one. */
    Optional<Bytes> keyIdentifier() {
        return keyIdentifier;
    }

    /** Whether the CA's key made this signature. */
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
            throw new IllegalStateException("the CA's key was usable before", e);
        }
    }

    private static Bytes encoded(X509Certificate certificate) {
        try {
            var encoded = certificate.getEncoded();
            if (encoded.length > LARGEST_CERTIFICATE) {
                throw new IllegalArgumentException("a certificate of the chain has " + encoded.length + " bytes");
            }
            return Bytes.of(encoded);
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException("a certificate of the chain cannot be encoded", e);
        }
    }

    /** What is signed in a certificate, from its subject on. */
    private static DerReader signedFields(Bytes certificate) {
        var fields = DerValue.only(certificate.array())
                .reader()
                .next(DerValue.SEQUENCE)
                .reader();
        if (fields.nextIs(VERSION)) {
            fields.next();
        }
        fields.next(DerValue.INTEGER); // serial number
        fields.next(DerValue.SEQUENCE); // signature algorithm
        fields.next(DerValue.SEQUENCE); // issuer
        fields.next(DerValue.SEQUENCE); // validity
        return fields;
    }

    private static Optional<Bytes> keyIdentifier(X509Certificate certificate) {
        return Optional.ofNullable(certificate.getExtensionValue(SUBJECT_KEY_IDENTIFIER))
                .map(value -> DerValue.only(value)
                        .only()
                        .expect(DerValue.OCTET_STRING)
                        .toBytes())
                .map(Bytes::of)
                .filter(identifier -> !identifier.isEmpty());
    }

    private static PublicKey decoded(Bytes publicKeyInfo, IssuingAlgorithm algorithm, Crypto crypto) {
        try {
            return crypto.keyFactory(algorithm.keyName()).generatePublic(new X509EncodedKeySpec(publicKeyInfo.array()));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the public key of the issuing CA cannot be read", e);
        }
    }

    private static Instant start(List<X509Certificate> certificates) {
        return certificates.stream()
                .map(X509Certificate::getNotBefore)
                .max(Date::compareTo)
                .orElseThrow()
                .toInstant();
    }

    private static Instant end(List<X509Certificate> certificates) {
        return certificates.stream()
                .map(X509Certificate::getNotAfter)
                .min(Date::compareTo)
                .orElseThrow()
                .toInstant();
    }
}
