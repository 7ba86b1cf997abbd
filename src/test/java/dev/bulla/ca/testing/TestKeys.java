/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** Keys of every kind that clients have. All are made here and now; the slow ones once for all tests. */
public final class TestKeys {
    private static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();
    private static final Map<Integer, TestKey> RSA = new ConcurrentHashMap<>();

    private TestKeys() {}

    public static TestKey p256() {
        return ec("secp256r1", "SHA256withECDSA");
    }

    public static TestKey p384() {
        return ec("secp384r1", "SHA384withECDSA");
    }

    public static TestKey p521() {
        return ec("secp521r1", "SHA512withECDSA");
    }

    /** A key on any named curve, wanted or not. */
    public static TestKey ec(String curve, String usualAlgorithm) {
        return generated("EC", new ECGenParameterSpec(curve), usualAlgorithm);
    }

    public static TestKey ed25519() {
        return generated("Ed25519", "Ed25519");
    }

    /** The one RSA key of this size with the usual exponent. */
    public static TestKey rsa(int bits) {
        return RSA.computeIfAbsent(bits, size -> rsa(size, RSAKeyGenParameterSpec.F4));
    }

    public static TestKey rsa(int bits, BigInteger exponent) {
        try {
            // The JDK's own generator, because it takes odd sizes and exponents.
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(new RSAKeyGenParameterSpec(bits, exponent));
            var made = generator.generateKeyPair();
            var privateKey = (RSAPrivateCrtKey) made.getPrivate();
            var publicKey = KeyFactory.getInstance("RSA")
                    .generatePublic(new RSAPublicKeySpec(privateKey.getModulus(), exponent));
            return new TestKey(new KeyPair(publicKey, privateKey), "SHA256withRSA");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Keys that sign nothing, or nothing that anybody accepts: X25519, X448, Ed448, DSA. */
    public static TestKey unusual(String algorithm) {
        return generated(algorithm, algorithm);
    }

    /** The SubjectPublicKeyInfo of an RSA key with these numbers, however absurd they are. */
    public static byte[] rsaInfo(BigInteger modulus, BigInteger exponent) {
        try {
            var algorithm = new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE);
            return new SubjectPublicKeyInfo(algorithm, new RSAPublicKey(modulus, exponent)).getEncoded();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TestKey generated(String algorithm, String usualAlgorithm) {
        try {
            return new TestKey(
                    KeyPairGenerator.getInstance(algorithm, BOUNCY_CASTLE).generateKeyPair(), usualAlgorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static TestKey generated(String algorithm, AlgorithmParameterSpec parameters, String usualAlgorithm) {
        try {
            var generator = KeyPairGenerator.getInstance(algorithm, BOUNCY_CASTLE);
            generator.initialize(parameters);
            return new TestKey(generator.generateKeyPair(), usualAlgorithm);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
