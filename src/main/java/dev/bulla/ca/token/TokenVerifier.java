/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.token;

import dev.bulla.ca.fault.Refusal;
import dev.bulla.ca.fault.RefusedException;
import dev.bulla.ca.fault.UnavailableException;
import java.time.InstantSource;

/**
 * Checks the tokens of one issuer: first that it signed them, then that they are for us and for now.
 *
 * <p>Which algorithms count is what the issuer announces, cut down to a fixed list, and never what a token's header wishes.
 * A token that no key verifies makes the issuer be asked once for newer keys.
 */
public final class TokenVerifier {
    /** For a start in the future only: an end in the past has no leeway at all. */
    private static final long LEEWAY_SECONDS = 300;

    private final String issuer;
    private final String audience;
    private final IssuerKeys keys;
    private final InstantSource clock;

    /**
     * @param issuer   the exact {@code iss} of its tokens
     * @param audience the {@code aud} a token must carry; the empty text is carried by none
     */
    public TokenVerifier(String issuer, String audience, IssuerKeys keys, InstantSource clock) {
        this.issuer = issuer;
        this.audience = audience;
        this.keys = keys;
        this.clock = clock;
    }

    public VerifiedToken verify(UnverifiedToken token) {
        var header = token.header();
        var algorithm = TokenAlgorithm.named(header.algorithm())
                .orElseThrow(() -> notAllowed("the token is signed in a way that no issuer may sign"));
        checkSignature(token, header, algorithm);

        var claims = RegisteredClaims.of(token.claims());
        checkMeantForUs(claims);
        checkMeantForNow(claims, clock.instant().getEpochSecond());
        return new VerifiedToken(issuer, token.claims(), claims.expiry(), token.signedContent());
    }

    private void checkSignature(UnverifiedToken token, TokenHeader header, TokenAlgorithm algorithm) {
        var known = keys.current();
        if (isSigned(token, header, algorithm, known)) {
            return;
        }
        var newer = newer(known, header, algorithm);
        if (newer == known || !isSigned(token, header, algorithm, newer)) {
            throw new RefusedException(
                    Refusal.TOKEN_SIGNATURE_INVALID, "no key of " + issuer + " verifies the token's signature");
        }
    }

    /**
     * A key that the token names and that has not signed it is an answer, even if the issuer cannot be asked for a newer one.
     * A key that nobody has seen is none: the token may be good.
     */
    private KeySet newer(KeySet known, TokenHeader header, TokenAlgorithm algorithm) {
        try {
            return keys.newerThan(known);
        } catch (UnavailableException e) {
            if (known.has(header, algorithm)) {
                return known;
            }
            throw e;
        }
    }

    private boolean isSigned(UnverifiedToken token, TokenHeader header, TokenAlgorithm algorithm, KeySet keys) {
        if (!keys.allows(algorithm)) {
            throw notAllowed(issuer + " does not announce " + algorithm);
        }
        return keys.verify(token, header, algorithm);
    }

    private void checkMeantForUs(RegisteredClaims claims) {
        if (!claims.issuer().equals(issuer)) {
            throw new RefusedException(Refusal.ISSUER_UNKNOWN, "the token is not one of " + issuer);
        }
        if (audience.isEmpty() || !claims.audience().contains(audience)) {
            throw new RefusedException(
                    Refusal.TOKEN_AUDIENCE_WRONG, "claim aud of a token of " + issuer + " does not name us");
        }
    }

    /** An end that is out of range has wrapped round to the distant past for everyone else, so it has expired here too. */
    private static void checkMeantForNow(RegisteredClaims claims, long now) {
        if (claims.expiry() <= now || claims.expiry() == Long.MAX_VALUE) {
            throw new RefusedException(Refusal.TOKEN_EXPIRED, "claim exp is missing or not in the future");
        }
        if (claims.notBefore() > now + LEEWAY_SECONDS) {
            throw new RefusedException(
                    Refusal.TOKEN_NOT_YET_VALID, "claim nbf is more than " + LEEWAY_SECONDS + " seconds in the future");
        }
    }

    private static RefusedException notAllowed(String detail) {
        return new RefusedException(Refusal.TOKEN_ALGORITHM_NOT_ALLOWED, detail);
    }
}
