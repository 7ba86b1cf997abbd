/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.token;

import dev.bulla.ca.fault.Refusal;
import dev.bulla.ca.fault.RefusedException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;

/** A token whose signature, issuer, audience and lifetime were checked. Only {@link TokenVerifier} makes one. */
public final class VerifiedToken {
    private final String issuer;
    private final Map<String, Claim> claims;
    private final long expiry;
    private final byte[] signedContent;

    /** @param signedContent all that the signature covers */
    VerifiedToken(String issuer, Map<String, Claim> claims, long expiry, byte[] signedContent) {
        this.issuer = issuer;
        this.claims = Collections.unmodifiableMap(claims);
        this.expiry = expiry;
        this.signedContent = signedContent;
    }

    public String issuer() {
        return issuer;
    }

    /** The {@code sub} claim, or the empty text: the protocol lets a token do without. */
    public String subject() {
        return text("sub").orElse("");
    }

    /** A claim that is text if it is there at all. JSON {@code null} counts as missing. */
    public Optional<String> text(String name) {
        return switch (claims.get(name)) {
            case null -> Optional.empty();
            case Claim.Null none -> Optional.empty();
            case Claim.Text text -> Optional.of(text.value());
            default -> throw new RefusedException(Refusal.TOKEN_CLAIMS_UNUSABLE, "claim " + name + " is not text");
        };
    }

    /** When it stops to be valid, in seconds since 1970. */
    public long expiry() {
        return expiry;
    }

    /** SHA-256 of all that the signature covers, however the sender spelled it. */
    public byte[] contentHash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(signedContent);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Every claim of the token under its exact name. */
    public Map<String, Claim> claims() {
        return claims;
    }
}
