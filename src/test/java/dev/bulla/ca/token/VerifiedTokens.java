/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.token;

import dev.bulla.ca.token.ClaimReader.Repeated;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Verified tokens for tests of what comes after the verification. */
public final class VerifiedTokens {
    private VerifiedTokens() {}

    public static VerifiedToken of(String issuer, Map<String, Claim> claims) {
        var expiry = claims.get("exp") instanceof Claim.Number(var literal) ? Long.parseLong(literal) : 0;
        return new VerifiedToken(issuer, claims, expiry, claims.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** A token with the claims of a JSON object, whose issuer is their {@code iss}. */
    public static VerifiedToken of(String json) {
        var claims = claims(json);
        if (claims.get("iss") instanceof Claim.Text(var issuer)) {
            return of(issuer, claims);
        }
        throw new IllegalArgumentException("a token needs an issuer");
    }

    /** The claims of a JSON object, read as those of tokens are. */
    public static Map<String, Claim> claims(String json) {
        try {
            return ClaimReader.object(json.getBytes(StandardCharsets.UTF_8), Repeated.LAST_COUNTS);
        } catch (UnreadableJsonException e) {
            throw new IllegalArgumentException(json, e);
        }
    }
}
