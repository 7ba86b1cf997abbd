/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.identity;

import dev.bulla.ca.fault.Refusal;
import dev.bulla.ca.fault.RefusedException;
import dev.bulla.ca.token.Claim;
import dev.bulla.ca.token.VerifiedToken;
import java.util.Map;

/**
 * Claims whose names and types an issuer has promised. A claim of another type refuses the token; {@code null} counts as
 * missing.
 */
record ClaimObject(Map<String, Claim> members) {

    static ClaimObject of(VerifiedToken token) {
        return new ClaimObject(token.claims());
    }

    /** Text, or the empty text where there is none. */
    String text(String name) {
        return switch (members.get(name)) {
            case null -> "";
            case Claim.Null none -> "";
            case Claim.Text(var text) -> text;
            default -> throw unusable("claim " + name + " is not text");
        };
    }

    /** Text that has to be there. */
    String required(String name) {
        var text = text(name);
        if (text.isEmpty()) {
            throw unusable("missing " + name + " claim in ID token");
        }
        return text;
    }

    /** A claim that is an object, or an empty one where there is none. */
    ClaimObject object(String name) {
        return switch (members.get(name)) {
            case null -> new ClaimObject(Map.of());
            case Claim.Null none -> new ClaimObject(Map.of());
            case Claim.Members(var inside) -> new ClaimObject(inside);
            default -> throw unusable("claim " + name + " is not an object");
        };
    }

    /** Whether the issuer says that it checked the address. There are a few spellings, and anything else is a mistake. */
    boolean emailVerified() {
        return switch (members.get("email_verified")) {
            case null -> false;
            case Claim.Truth(var value) -> value;
            case Claim.Text(var value) ->
                switch (value) {
                    case "true", "True" -> true;
                    case "false", "False" -> false;
                    default -> throw unusable("the token has an email_verified claim that is neither true nor false");
                };
            default -> throw unusable("the token has an email_verified claim that is neither true nor false");
        };
    }

    /** For the operator. The requester reads the one sentence about tokens. */
    static RefusedException unusable(String detail) {
        return new RefusedException(Refusal.TOKEN_CLAIMS_UNUSABLE, detail);
    }
}
