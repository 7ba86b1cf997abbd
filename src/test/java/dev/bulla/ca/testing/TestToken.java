/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.testing;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A token in the making. It starts right in every way; a test changes the one thing its story is about. Written by hand and
 * not by a JOSE library, so that it can be wrong in any way too.
 */
public final class TestToken {
    /** Whom a token is for, unless a test says otherwise. */
    public static final String AUDIENCE = "sigstore";

    private static final JsonMapper JSON = new JsonMapper();

    private final Map<String, @Nullable Object> header = new LinkedHashMap<>();
    private final Map<String, @Nullable Object> claims = new LinkedHashMap<>();
    private TokenKey key;
    private @Nullable String rawHeader;
    private @Nullable String rawPayload;

    private TestToken(TokenKey key) {
        this.key = key;
        header.put("alg", key.algorithm());
        header.put("kid", key.id());
        header.put("typ", "JWT");
    }

    /** A token that is right in every way. */
    public static TestToken honest(TokenKey key, String issuer, Instant at) {
        var now = at.getEpochSecond();
        return new TestToken(key)
                .claim("iss", issuer)
                .claim("sub", "user-17")
                .claim("aud", AUDIENCE)
                .claim("iat", now)
                .claim("nbf", now)
                .claim("exp", now + 300)
                .claim("email", "ada@example.com")
                .claim("email_verified", true);
    }

    /** Says this under that name. {@code null} is JSON's null. */
    public TestToken claim(String name, @Nullable Object value) {
        claims.put(name, value);
        return this;
    }

    public TestToken without(String name) {
        claims.remove(name);
        return this;
    }

    public TestToken header(String name, @Nullable Object value) {
        header.put(name, value);
        return this;
    }

    public TestToken withoutHeader(String name) {
        header.remove(name);
        return this;
    }

    /** Signed by this key, and saying so. */
    public TestToken signedBy(TokenKey other) {
        key = other;
        return header("alg", other.algorithm()).header("kid", other.id());
    }

    /** Exactly this text as the header, whatever else was said of it. */
    public TestToken rawHeader(String json) {
        rawHeader = json;
        return this;
    }

    /** Exactly this text as the payload, whatever claims were made. */
    public TestToken rawPayload(String json) {
        rawPayload = json;
        return this;
    }

    /** The payload as it stands, for tests that bend the text itself. */
    public String payload() {
        return rawPayload == null ? JSON.writeValueAsString(claims) : rawPayload;
    }

    /** The text that travels. */
    public String compact() {
        var said = rawHeader == null ? JSON.writeValueAsString(header) : rawHeader;
        var content = base64(said.getBytes(StandardCharsets.UTF_8))
                + "."
                + base64(payload().getBytes(StandardCharsets.UTF_8));
        return content + "." + base64(key.sign(content.getBytes(StandardCharsets.US_ASCII)));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
