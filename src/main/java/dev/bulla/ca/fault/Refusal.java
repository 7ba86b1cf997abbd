/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.fault;

/**
 * Why a request was turned away: the closed set that metrics, audit records and error details share.
 *
 * <p>The sentences are those that existing clients print; keep them word for word. Several reasons share the one sentence
 * about the token, because telling a stranger which check failed is the operator's choice and not the protocol's.
 */
public enum Refusal {
    REQUEST_UNREADABLE("The request could not be read"),
    REQUEST_TOO_LARGE("http: request body too large"),

    TOKEN_MALFORMED(Sentences.TOKEN),
    ISSUER_UNKNOWN(Sentences.TOKEN),
    TOKEN_ALGORITHM_NOT_ALLOWED(Sentences.TOKEN),
    TOKEN_SIGNATURE_INVALID(Sentences.TOKEN),
    TOKEN_AUDIENCE_WRONG(Sentences.TOKEN),
    TOKEN_EXPIRED(Sentences.TOKEN),
    TOKEN_NOT_YET_VALID(Sentences.TOKEN),
    TOKEN_CLAIMS_UNUSABLE(Sentences.TOKEN),
    /** The token is good, and it has had its one certificate. */
    TOKEN_REPLAYED("The identity token was used before, and tokens of its issuer may be used once"),

    KEY_UNREADABLE("The public key supplied in the request could not be parsed"),
    KEY_INSECURE("The public key supplied in the request is insecure"),
    CSR_UNREADABLE("The certificate signing request could not be parsed"),
    CSR_ALGORITHM_UNKNOWN("unrecognized signature algorithm"),
    POSSESSION_UNPROVEN("The signature supplied in the request could not be verified"),
    ALGORITHM_NOT_PERMITTED("signing algorithm not permitted"),

    /** The token is good, but no certificate content can be made of its claims. */
    IDENTITY_UNMAPPABLE("The claims of the token could not be mapped to a certificate"),
    IDENTITY_NOT_ALLOWED("This identity is not allowed to request certificates"),

    QUOTA_EXCEEDED("Too many certificates were requested, please try again later"),
    OVERLOADED("The service is at capacity, please try again");

    private final String sentence;

    Refusal(String sentence) {
        this.sentence = sentence;
    }

    /** What the requester reads, unless the refusal brings a more exact sentence. */
    public String sentence() {
        return sentence;
    }

    private static final class Sentences {
        static final String TOKEN = "There was an error processing the identity token";
    }
}
