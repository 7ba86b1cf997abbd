/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.transparency;

import dev.bulla.ca.outbound.NoReplyException;
import dev.bulla.ca.outbound.Reply;
import dev.bulla.ca.transparency.LogEvents.Outcome;
import dev.bulla.ca.transparency.SubmissionAnswer.UnusableAnswerException;
import dev.bulla.ctlog.SignedCertificateTimestamp;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How one attempt to submit ended. */
sealed interface Attempt {
    Outcome outcome();

    /** With the log's promise. */
    record Accepted(SignedCertificateTimestamp timestamp) implements Attempt {
        @Override
        public Outcome outcome() {
            return Outcome.ACCEPTED;
        }
    }

    /** In a way that the next attempt may not. */
    record Again(
            Outcome outcome,
            String detail,
            Optional<String> retryAfter,
            @Nullable NoReplyException cause) implements Attempt {}

    /** In a way that leaves no time for another. */
    record Over(Outcome outcome, String detail, NoReplyException cause) implements Attempt {}

    /** In a way that every attempt would. */
    record Final(Outcome outcome, String detail, @Nullable NoReplyException cause) implements Attempt {}

    /** Statuses are sorted as the original does, save that redirects are not followed. */
    static Attempt of(Reply reply) {
        var status = reply.status();
        return switch (status) {
            case 200 -> ofAnswer(reply);
            case 408, 429, 503 ->
                new Again(Outcome.BUSY, told(reply, reply.body().text()), reply.header("Retry-After"), null);
            case 301, 302, 303, 307, 308 ->
                new Final(
                        Outcome.REFUSED,
                        told(
                                reply,
                                "redirects are not followed; it leads to "
                                        + reply.header("Location").orElse("nowhere")),
                        null);
            default -> new Final(Outcome.REFUSED, told(reply, reply.body().text()), null);
        };
    }

    private static Attempt ofAnswer(Reply reply) {
        try {
            return new Accepted(SubmissionAnswer.read(reply.body()));
        } catch (UnusableAnswerException e) {
            var encoding =
                    reply.header("Content-Encoding").map(it -> " (" + it + ")").orElse("");
            var detail = "its answer is unusable: " + e.getMessage() + PrintableText.of(encoding) + ": "
                    + PrintableText.of(reply.body());
            return new Final(Outcome.UNUSABLE, detail, null);
        }
    }

    static Attempt of(NoReplyException problem) {
        var detail = String.valueOf(problem.getMessage());
        return switch (problem.reason()) {
            case NOT_CONNECTED, BROKEN -> new Again(Outcome.UNREACHABLE, detail, Optional.empty(), problem);
            // An attempt may take all that is left of the submission's time.
            case TIMED_OUT -> new Over(Outcome.TIMED_OUT, detail, problem);
            case CANCELLED -> new Over(Outcome.CANCELLED, detail, problem);
            case TOO_LARGE -> new Final(Outcome.UNUSABLE, detail, problem);
        };
    }

    private static String told(Reply reply, String text) {
        return "got HTTP status " + reply.status() + ": " + PrintableText.of(text);
    }
}
