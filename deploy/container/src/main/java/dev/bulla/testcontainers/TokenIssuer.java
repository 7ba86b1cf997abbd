/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.testcontainers;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** An OpenID provider that nobody can ask: its tokens are made here, and its keys are handed to the authority in a file. */
public final class TokenIssuer {
    private static final Duration LIFETIME = Duration.ofMinutes(10);
    private static final String KEY_NAME = "test";
    private static final int COORDINATE_BYTES = 32;

    private final String url;
    private final KeyPair key;

    private TokenIssuer(String url, KeyPair key) {
        this.url = url;
        this.key = key;
    }

    /** An issuer with a fresh key. */
    public static TokenIssuer at(String url) {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return new TokenIssuer(url, generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has P-256", e);
        }
    }

    public String url() {
        return url;
    }

    /** The public key, as a JSON Web Key Set. */
    public String keySet() {
        var point = ((ECPublicKey) key.getPublic()).getW();
        var published = Map.of(
                "kty", "EC",
                "crv", "P-256",
                "alg", "ES256",
                "use", "sig",
                "kid", KEY_NAME,
                "x", base64url(coordinate(point.getAffineX().toByteArray())),
                "y", base64url(coordinate(point.getAffineY().toByteArray())));
        return json(Map.of("keys", List.of(published)));
    }

    private static byte[] coordinate(byte[] number) {
        var coordinate = new byte[COORDINATE_BYTES];
        var length = Math.min(number.length, COORDINATE_BYTES);
        System.arraycopy(number, number.length - length, coordinate, COORDINATE_BYTES - length, length);
        return coordinate;
    }

    /** A token for somebody whose address was verified. */
    public String token(String email) {
        return token(Map.of("sub", email, "email", email, "email_verified", true));
    }

    /** A token that says this, and what every token says where these claims do not: issuer, audience, and ten minutes to live. */
    public String token(Map<String, ?> claims) {
        var now = Instant.now();
        var all = new HashMap<String, Object>(Map.of(
                "iss",
                url,
                "aud",
                "sigstore",
                "iat",
                now.getEpochSecond(),
                "exp",
                now.plus(LIFETIME).getEpochSecond()));
        all.putAll(claims);
        var header = Map.of("alg", "ES256", "kid", KEY_NAME, "typ", "JWT");
        var signed = base64url(json(header)) + "." + base64url(json(all));
        return signed + "." + base64url(signature(signed));
    }

    private byte[] signature(String text) {
        try {
            var signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(key.getPrivate());
            signature.update(text.getBytes(StandardCharsets.US_ASCII));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key that was made here can sign", e);
        }
    }

    private static String json(Object value) {
        return JsonMapper.shared().writeValueAsString(value);
    }

    private static String base64url(String text) {
        return base64url(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String base64url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
