/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import dev.bulla.ca.crypto.Crypto;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.text.ParseException;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads one key of an issuer's set and turns it into what verifies with it.
 *
 * <p>Only the key material is read. {@code use}, {@code alg} and {@code key_ops} are ignored, since issuers get them wrong;
 * what a key may verify follows from its kind.
 */
final class PublishedKey {
    private static final int SMALLEST_MODULUS = 2048;
    private static final int LARGEST_MODULUS = 8192;
    private static final BigInteger LARGEST_EXPONENT = BigInteger.ONE.shiftLeft(31);
    private static final int ED25519_LENGTH = 32;
    /** What comes before the 32 bytes of the point in a SubjectPublicKeyInfo (RFC 8410). */
    private static final byte[] ED25519_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private final Crypto crypto;

    PublishedKey(Crypto crypto) {
        this.crypto = crypto;
    }

    /** The key, or an exception that says nothing but that it is of no use. */
    IssuerKey read(Map<String, Claim> members) throws ParseException, JOSEException, GeneralSecurityException {
        var id = text(members, "kid");
        return switch (material(members)) {
            case RSAKey key -> rsa(id, key);
            case ECKey key -> elliptic(id, key);
            case OctetKeyPair key -> edwards(id, key);
            default -> throw new ParseException("not a public key", 0);
        };
    }

    /** A key made of nothing but the members that are its material. */
    static JWK material(Map<String, Claim> members) throws ParseException {
        var material = new HashMap<String, Object>();
        for (var name : Set.of("kty", "crv", "x", "y", "n", "e", "k")) {
            if (members.get(name) instanceof Claim.Text text) {
                material.put(name, text.value());
            }
        }
        return JWK.parse(material);
    }

    private static String text(Map<String, Claim> members, String name) throws ParseException {
        return switch (members.get(name)) {
            case null -> "";
            case Claim.Null none -> "";
            case Claim.Text text -> text.value();
            default -> throw new ParseException(name + " is not text", 0);
        };
    }

    private IssuerKey rsa(String id, RSAKey key) throws JOSEException, GeneralSecurityException {
        var modulus = key.getModulus().decodeToBigInteger();
        var exponent = key.getPublicExponent().decodeToBigInteger();
        if (modulus.bitLength() < SMALLEST_MODULUS || modulus.bitLength() > LARGEST_MODULUS) {
            throw new GeneralSecurityException("modulus of unusable size");
        }
        if (!exponent.testBit(0) || exponent.equals(BigInteger.ONE) || exponent.compareTo(LARGEST_EXPONENT) >= 0) {
            throw new GeneralSecurityException("unusable exponent");
        }
        var made = crypto.keyFactory("RSA").generatePublic(new RSAPublicKeySpec(modulus, exponent));
        var verifier = new RSASSAVerifier((RSAPublicKey) made);
        verifier.getJCAContext().setProvider(crypto.provider());
        return new IssuerKey(id, TokenAlgorithm.OF_RSA_KEYS, IssuerKey.Check.by(verifier));
    }

    /** The library has checked that the point is on its curve; the provider's factory checks it again. */
    private IssuerKey elliptic(String id, ECKey key) throws JOSEException, GeneralSecurityException {
        var algorithm = Stream.of(TokenAlgorithm.ES256, TokenAlgorithm.ES384, TokenAlgorithm.ES512)
                .filter(a -> Curve.forJWSAlgorithm(a.header().getAlgorithm()).contains(key.getCurve()))
                .findFirst()
                .orElseThrow(() -> new GeneralSecurityException("curve of no allowed algorithm"));
        var point = key.toECPublicKey();
        var made = crypto.keyFactory("EC").generatePublic(new ECPublicKeySpec(point.getW(), point.getParams()));
        var verifier = new ECDSAVerifier((ECPublicKey) made);
        verifier.getJCAContext().setProvider(crypto.provider());
        return new IssuerKey(id, EnumSet.of(algorithm), IssuerKey.Check.by(verifier));
    }

    /** Through the JCA: for this curve the library would want yet another library. */
    private IssuerKey edwards(String id, OctetKeyPair key) throws GeneralSecurityException {
        var point = key.getDecodedX();
        if (!key.getCurve().equals(Curve.Ed25519) || point.length != ED25519_LENGTH) {
            throw new GeneralSecurityException("curve of no allowed algorithm");
        }
        var encoded = ByteBuffer.allocate(ED25519_PREFIX.length + ED25519_LENGTH)
                .put(ED25519_PREFIX)
                .put(point)
                .array();
        var made = crypto.keyFactory("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
        return new IssuerKey(id, EnumSet.of(TokenAlgorithm.EDDSA), ed25519(made));
    }

    private IssuerKey.Check ed25519(PublicKey key) {
        return (algorithm, content, signature) -> {
            var verifying = crypto.signature("Ed25519");
            verifying.initVerify(key);
            verifying.update(content);
            return verifying.verify(signature.decode());
        };
    }
}
