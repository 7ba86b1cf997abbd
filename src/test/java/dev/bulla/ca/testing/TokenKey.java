/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.testing;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/**
 * A key that an issuer signs tokens with. It signs through the JDK's own providers, so that the code under test is never
 * compared with itself.
 *
 * @param id        what the key set and the tokens call it
 * @param algorithm of the tokens it signs, such as {@code ES256}
 */
public record TokenKey(String id, String algorithm, KeyPair pair) {

    /** A fresh key fit for the algorithm. */
    public static TokenKey fresh(String id, String algorithm) {
        return new TokenKey(id, algorithm, pairFor(algorithm));
    }

    public static TokenKey rsa(String id, int bits) {
        try {
            var generator = KeyPairGenerator.getInstance("RSA", "SunRsaSign");
            generator.initialize(bits);
            return new TokenKey(id, "RS256", generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public TokenKey named(String otherId) {
        return new TokenKey(otherId, algorithm, pair);
    }

    /** The same key used with another algorithm of its kind. */
    public TokenKey with(String otherAlgorithm) {
        return new TokenKey(id, otherAlgorithm, pair);
    }

    public byte[] sign(byte[] content) {
        try {
            var signature = signature();
            signature.initSign(pair.getPrivate());
            signature.update(content);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Signature signature() throws GeneralSecurityException {
        var bits = algorithm.substring(2);
        return switch (algorithm.substring(0, 2)) {
            case "RS" -> Signature.getInstance("SHA" + bits + "withRSA", "SunRsaSign");
            case "PS" -> pss(bits);
            case "ES" -> Signature.getInstance("SHA" + bits + "withECDSAinP1363Format", "SunEC");
            default -> Signature.getInstance("Ed25519", "SunEC");
        };
    }

    private static Signature pss(String bits) throws GeneralSecurityException {
        var hash = "SHA-" + bits;
        var signature = Signature.getInstance("RSASSA-PSS", "SunRsaSign");
        signature.setParameter(
                new PSSParameterSpec(hash, "MGF1", new MGF1ParameterSpec(hash), Integer.parseInt(bits) / 8, 1));
        return signature;
    }

    private static KeyPair pairFor(String algorithm) {
        try {
            return switch (algorithm) {
                case "ES256" -> elliptic("secp256r1");
                case "ES384" -> elliptic("secp384r1");
                case "ES512" -> elliptic("secp521r1");
                case "EdDSA" -> KeyPairGenerator.getInstance("Ed25519", "SunEC").generateKeyPair();
                default -> rsa("", 2048).pair();
            };
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair elliptic(String curve) throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC", "SunEC");
        generator.initialize(new ECGenParameterSpec(curve));
        return generator.generateKeyPair();
    }

    /** The key as a key set lists it: its id and its public half, nothing else. Change it at will. */
    public Map<String, Object> jwk() {
        var jwk = new HashMap<String, Object>(Map.of("kid", id));
        switch (pair.getPublic()) {
            case RSAPublicKey rsa ->
                jwk.putAll(Map.of(
                        "kty", "RSA",
                        "n", base64(unsigned(rsa.getModulus(), (rsa.getModulus().bitLength() + 7) / 8)),
                        "e", base64(rsa.getPublicExponent().toByteArray())));
            case ECPublicKey ec -> {
                var bits = ec.getParams().getCurve().getField().getFieldSize();
                var point = ec.getW();
                jwk.putAll(Map.of(
                        "kty",
                        "EC",
                        "crv",
                        "P-" + bits,
                        "x",
                        base64(unsigned(point.getAffineX(), (bits + 7) / 8)),
                        "y",
                        base64(unsigned(point.getAffineY(), (bits + 7) / 8))));
            }
            default -> {
                var encoded = pair.getPublic().getEncoded();
                var point = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
                jwk.putAll(Map.of("kty", "OKP", "crv", "Ed25519", "x", base64(point)));
            }
        }
        return jwk;
    }

    private static byte[] unsigned(BigInteger number, int length) {
        var bytes = number.toByteArray();
        var fitted = new byte[length];
        var copied = Math.min(bytes.length, length);
        System.arraycopy(bytes, bytes.length - copied, fitted, length - copied, copied);
        return fitted;
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
