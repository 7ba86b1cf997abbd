/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.testing;

import dev.bulla.ca.x509.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/**
 * A key pair of a client, with everything it can prove its possession by.
 *
 * @param usualAlgorithm how the protocol wants it to sign a challenge
 */
public record TestKey(KeyPair pair, String usualAlgorithm) {
    private static final Provider PROVIDER = new BouncyCastleProvider();

    public PublicKey publicKey() {
        return pair.getPublic();
    }

    public PrivateKey privateKey() {
        return pair.getPrivate();
    }

    /** The SubjectPublicKeyInfo in DER. */
    public Bytes info() {
        return Bytes.of(publicKey().getEncoded());
    }

    public String pem() {
        return pem("PUBLIC KEY", info().array());
    }

    public static String pem(String label, byte[] content) {
        var body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
    }

    /** The proof the protocol asks for. */
    public Bytes proof(String challenge) {
        return proof(usualAlgorithm, challenge);
    }

    public Bytes proof(String algorithm, String challenge) {
        try {
            var signature = Signature.getInstance(algorithm, PROVIDER);
            signature.initSign(privateKey());
            signature.update(challenge.getBytes(StandardCharsets.UTF_8));
            return Bytes.of(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(algorithm, e);
        }
    }

    /** The same as r and s one after the other, each with this many bytes. */
    public Bytes rawProof(String challenge, int half) {
        var numbers = ASN1Sequence.getInstance(proof(challenge).array());
        var halves = Stream.of(0, 1)
                .map(i -> ASN1Integer.getInstance(numbers.getObjectAt(i)).getPositiveValue())
                .map(number -> padded(number, half))
                .reduce("", String::concat);
        return Bytes.of(HexFormat.of().parseHex(halves));
    }

    private static String padded(BigInteger number, int length) {
        var hex = number.toString(16);
        return "0".repeat(2 * length - hex.length()) + hex;
    }

    /** A certificate signing request in PEM, with an empty subject like that of the Python client. */
    public String csr(String algorithm) {
        return pem("CERTIFICATE REQUEST", csrDer(algorithm));
    }

    public byte[] csrDer(String algorithm) {
        return csrFor(publicKey(), algorithm);
    }

    /** A request for some key, signed by this one. */
    public byte[] csrFor(PublicKey key, String algorithm) {
        try {
            var builder = new JcaPKCS10CertificationRequestBuilder(X500Name.getInstance(new DERSequence()), key);
            return encoded(builder.build(
                    new JcaContentSignerBuilder(algorithm).setProvider(PROVIDER).build(privateKey())));
        } catch (OperatorCreationException e) {
            throw new IllegalStateException(algorithm, e);
        }
    }

    private static byte[] encoded(PKCS10CertificationRequest request) {
        try {
            return request.getEncoded();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same bytes with one bit of the last byte changed. */
    public static Bytes damaged(Bytes bytes) {
        var copy = Arrays.copyOf(bytes.array(), bytes.length());
        copy[copy.length - 1] ^= 1;
        return Bytes.of(copy);
    }

    /** What kind of key it is, and nothing of its numbers. */
    @Override
    public String toString() {
        return publicKey().getAlgorithm() + " for " + usualAlgorithm;
    }
}
