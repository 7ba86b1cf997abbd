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
    REQUEST_UNREADABLE(
            "The request could not be read",
            "Send one JSON object with the fields of the published protocol, each with a value of its type."),
    REQUEST_TOO_LARGE(
            "http: request body too large", "Send less than 4 MiB. Token, key and proof need a few kilobytes."),
    REQUEST_TOO_SLOW(
            "the request took too long to arrive",
            "Send the whole request at once, and look at the network if it was."),
    /** The client's own, not ours. */
    DEADLINE_PASSED(
            "context deadline exceeded", "Ask again with a longer deadline. An answer usually takes milliseconds."),

    TOKEN_MALFORMED(
            Sentences.TOKEN,
            "Send one signed identity token in its compact form: three parts of base64url with dots between them."),
    ISSUER_UNKNOWN(
            Sentences.TOKEN,
            "Use a token of an issuer that /api/v2/configuration lists, or ask the operator to let this one in."),
    TOKEN_ALGORITHM_NOT_ALLOWED(
            Sentences.TOKEN,
            "Have the issuer sign with RS256, or with another RS, PS or ES algorithm or EdDSA that its discovery document announces."),
    TOKEN_SIGNATURE_INVALID(Sentences.TOKEN, "Ask the issuer for a new token and send it unchanged."),
    TOKEN_AUDIENCE_WRONG(
            Sentences.TOKEN,
            "Ask the issuer for a token whose audience is the one that /api/v2/configuration names for it, usually sigstore."),
    TOKEN_EXPIRED(
            Sentences.TOKEN,
            "Ask the issuer for a new token right before asking for the certificate. Check the clock of the machine if it was new."),
    TOKEN_NOT_YET_VALID(
            Sentences.TOKEN,
            "Check the clocks of the issuer and of the machine that the token came from, then ask again."),
    TOKEN_CLAIMS_UNUSABLE(
            Sentences.TOKEN,
            "Ask for a token with the claims that its issuer's type needs, such as a verified address or a subject."),
    /** The token is good, and it has had its one certificate. */
    TOKEN_REPLAYED(
            "The identity token was used before, and tokens of its issuer may be used once",
            "Ask the issuer for a new token for each certificate."),

    KEY_UNREADABLE(
            "The public key supplied in the request could not be parsed",
            "Send the public key as one PEM block, PUBLIC KEY or RSA PUBLIC KEY."),
    KEY_INSECURE(
            "The public key supplied in the request is insecure",
            "Make a new key pair: P-256, P-384, P-521, Ed25519, or RSA of 2048, 3072 or 4096 bits with the exponent 65537."),
    CSR_UNREADABLE(
            "The certificate signing request could not be parsed",
            "Send a PKCS #10 certificate signing request as one PEM block, CERTIFICATE REQUEST."),
    CSR_ALGORITHM_UNKNOWN(
            "unrecognized signature algorithm",
            "Sign the certificate signing request with Ed25519, or with ECDSA or RSA over SHA-256, SHA-384 or SHA-512."),
    POSSESSION_UNPROVEN(
            "The signature supplied in the request could not be verified",
            "Sign the token's claim that /api/v2/configuration names as challenge with the private key to the key that is sent."),
    ALGORITHM_NOT_PERMITTED(
            "signing algorithm not permitted",
            "Use a key of a kind that this server permits. Its operator knows which."),

    /** The token is good, but no certificate content can be made of its claims. */
    IDENTITY_UNMAPPABLE(
            "The claims of the token could not be mapped to a certificate",
            "Ask for a token with every claim that its issuer's type needs. The operator's log names the one at fault."),
    IDENTITY_NOT_ALLOWED(
            "This identity is not allowed to request certificates",
            "Ask the operator, who decided by a rule who of this issuer may have certificates."),

    QUOTA_EXCEEDED(
            "Too many certificates were requested, please try again later",
            "Ask again after the time in Retry-After, and for fewer certificates at once."),
    OVERLOADED(
            "The service is at capacity, please try again",
            "Ask again after the time in Retry-After, each time a little later.");

    private final String sentence;
    private final String advice;

    Refusal(String sentence, String advice) {
        this.sentence = sentence;
        this.advice = advice;
    }

    /** What the requester reads, unless the refusal brings a more exact sentence. */
    public String sentence() {
        return sentence;
    }

    /** What the requester can do about it. Ours, and nobody depends on its words. */
    public String advice() {
        return advice;
    }

    private static final class Sentences {
        static final String TOKEN = "There was an error processing the identity token";
    }
}
