/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.token;

import dev.bulla.ca.fault.Refusal;
import dev.bulla.ca.fault.RefusedException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The claims whose meaning the protocol fixes, each of the type it must have.
 *
 * @param expiry    seconds since 1970; 0 if the token says nothing
 * @param notBefore the same
 */
record RegisteredClaims(String issuer, List<String> audience, long expiry, long notBefore) {

    static RegisteredClaims of(Map<String, Claim> claims) {
        for (var name : Set.of("sub", "nonce", "at_hash")) {
            textOrEmpty(claims.get(name), name);
        }
        seconds(claims, "iat");
        checkDistributed(claims);
        return new RegisteredClaims(
                textOrEmpty(claims.get("iss"), "iss"),
                audience(claims),
                seconds(claims, "exp"),
                claims.get("nbf") == Claim.Null.NULL ? 0 : seconds(claims, "nbf"));
    }

    private static String textOrEmpty(@Nullable Claim claim, String name) {
        return switch (claim) {
            case null -> "";
            case Claim.Null none -> "";
            case Claim.Text text -> text.value();
            default -> throw unusable(name + " is not text");
        };
    }

    private static long seconds(Map<String, Claim> claims, String name) {
        var claim = claims.get(name);
        return claim == null ? 0 : NumericDate.seconds(claim).orElseThrow(() -> unusable(name + " is not a date"));
    }

    private static List<String> audience(Map<String, Claim> claims) {
        return switch (claims.get("aud")) {
            case Claim.Items items ->
                items.values().stream().map(RegisteredClaims::audience).toList();
            case null -> List.of();
            case Claim.Null none -> List.of();
            case Claim single -> List.of(audience(single));
        };
    }

    private static String audience(Claim claim) {
        if (claim instanceof Claim.Text text) {
            return text.value();
        }
        throw unusable("aud is not text");
    }

    /** Claims that are kept elsewhere are never fetched, but a token that promises them must say where they are. */
    private static void checkDistributed(Map<String, Claim> claims) {
        var sources = members(claims.get("_claim_sources"), "_claim_sources");
        for (var entry : members(claims.get("_claim_names"), "_claim_names").values()) {
            var source = textOrEmpty(entry, "_claim_names");
            if (source.isEmpty() || !(sources.get(source) instanceof Claim.Members)) {
                throw unusable("_claim_names names a source that is not in _claim_sources");
            }
        }
    }

    private static Map<String, Claim> members(@Nullable Claim claim, String name) {
        return switch (claim) {
            case null -> Map.of();
            case Claim.Null none -> Map.of();
            case Claim.Members members -> members.values();
            default -> throw unusable(name + " is not an object");
        };
    }

    private static RefusedException unusable(String detail) {
        return new RefusedException(Refusal.TOKEN_CLAIMS_UNUSABLE, "claim " + detail);
    }
}
