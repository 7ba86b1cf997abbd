/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.api;

import dev.bulla.ca.fault.FailedException;
import dev.bulla.ca.fault.Refusal;
import dev.bulla.ca.fault.RefusedException;
import dev.bulla.ca.fault.Step;
import dev.bulla.ca.fault.UnavailableException;
import dev.bulla.ca.issuance.Issuance;
import dev.bulla.ca.issuance.NotIssuedException;
import io.grpc.Status.Code;
import java.time.Duration;

/** The one place where what went wrong becomes a code, and with it an HTTP status. */
public final class Answers {
    /** Whose words the reasons are. */
    static final String DOMAIN = "bulla.dev";

    /** A walk takes milliseconds, so a second empties a full house. */
    private static final Duration NEXT_FREE_SEAT = Duration.ofSeconds(1);

    /** What could not be reached needs a moment longer than what was busy. */
    private static final Duration NEXT_ATTEMPT = Duration.ofSeconds(5);

    private static final String ASK_LATER =
            "Ask again in a few seconds. If it lasts, give the operator the id of the request.";
    private static final String TELL_OPERATOR =
            "Asking again is unlikely to help. Give the operator the id of the request.";

    private final boolean details;

    /** @param details whether answers name reason, step, advice and request, or carry code and sentence only */
    public Answers(boolean details) {
        this.details = details;
    }

    boolean tellDetails() {
        return details;
    }

    Answer to(Throwable cause) {
        return switch (cause) {
            case NotIssuedException e -> to(e.reason()).at(e.step());
            case RefusedException e -> refused(e);
            case UnavailableException e ->
                because(e.reason(), ASK_LATER, Code.UNAVAILABLE, e.backend().sentence())
                        .retryAfter(NEXT_ATTEMPT);
            case FailedException e ->
                because(e.reason(), TELL_OPERATOR, Code.INTERNAL, e.backend().sentence());
            default ->
                because(Issuance.BUG, TELL_OPERATOR, Code.INTERNAL, "The request could not be processed")
                        .causedBy(cause);
        };
    }

    private static Answer refused(RefusedException refused) {
        var refusal = refused.refusal();
        var answer = because(refusal.name(), refusal.advice(), code(refusal), refused.sentence());
        return refusal == Refusal.OVERLOADED
                ? answer.retryAfter(NEXT_FREE_SEAT)
                : refused.retryAfter().map(answer::retryAfter).orElse(answer);
    }

    /** What does not say where the walk ended has not walked. */
    private static Answer because(String reason, String advice, Code code, String sentence) {
        return Answer.because(new Reason(reason, Step.REQUEST, advice), code, sentence);
    }

    /** Has no default branch on purpose: a new refusal does not compile until it is answered here. */
    private static Code code(Refusal refusal) {
        return switch (refusal) {
            // Existing clients expect "invalid argument" for a bad token, not "unauthenticated".
            case REQUEST_UNREADABLE,
                    REQUEST_TOO_LARGE,
                    TOKEN_MALFORMED,
                    ISSUER_UNKNOWN,
                    TOKEN_ALGORITHM_NOT_ALLOWED,
                    TOKEN_SIGNATURE_INVALID,
                    TOKEN_AUDIENCE_WRONG,
                    TOKEN_EXPIRED,
                    TOKEN_NOT_YET_VALID,
                    TOKEN_CLAIMS_UNUSABLE,
                    TOKEN_REPLAYED,
                    KEY_UNREADABLE,
                    KEY_INSECURE,
                    CSR_UNREADABLE,
                    CSR_ALGORITHM_UNKNOWN,
                    POSSESSION_UNPROVEN,
                    ALGORITHM_NOT_PERMITTED,
                    IDENTITY_UNMAPPABLE -> Code.INVALID_ARGUMENT;
            case REQUEST_TOO_SLOW, DEADLINE_PASSED -> Code.DEADLINE_EXCEEDED;
            case IDENTITY_NOT_ALLOWED -> Code.PERMISSION_DENIED;
            case QUOTA_EXCEEDED, OVERLOADED -> Code.RESOURCE_EXHAUSTED;
        };
    }
}
