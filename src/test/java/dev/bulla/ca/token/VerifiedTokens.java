/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.token;

import dev.bulla.ca.token.ClaimReader.Repeated;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Tokens as if they had been verified, for tests of what is made of their claims. */
public final class VerifiedTokens {
    private VerifiedTokens() {}

    /** A token with these claims, whose issuer is its {@code iss}. */
    public static VerifiedToken of(String json) {
        var claims = claims(json);
        if (claims.get("iss") instanceof Claim.Text(var issuer)) {
            return new VerifiedToken(issuer, claims);
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
