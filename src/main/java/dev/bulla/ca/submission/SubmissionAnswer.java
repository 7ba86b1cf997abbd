/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.submission;

import dev.bulla.ctlog.NotLoggedException;
import dev.bulla.ctlog.SignedCertificateTimestamp;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/**
 * What is sent back.
 *
 * @param word       how it ended, in a word that never changes
 * @param body       JSON for a promise, a line of text otherwise
 * @param retryAfter when asking again is worth it
 */
record SubmissionAnswer(int status, String word, String body, Optional<Duration> retryAfter) {
    static final String PROMISED = "logged";
    private static final Duration SOON = Duration.ofSeconds(1);

    /** Nobody has to say more to a browser's question. */
    static final SubmissionAnswer NO_CONTENT = new SubmissionAnswer(204, "asked", "", Optional.empty());

    static SubmissionAnswer promised(SignedCertificateTimestamp timestamp) {
        var base64 = Base64.getEncoder();
        var json = "{\"sct_version\":0,\"id\":\""
                + base64.encodeToString(timestamp.logId().toBytes())
                + "\",\"timestamp\":" + timestamp.timestamp()
                + ",\"extensions\":\""
                + base64.encodeToString(timestamp.extensions().encoded())
                + "\",\"signature\":\"" + base64.encodeToString(timestamp.digitallySigned()) + "\"}";
        return new SubmissionAnswer(200, PROMISED, json, Optional.empty());
    }

    static SubmissionAnswer refused(int status, String word, String why) {
        return new SubmissionAnswer(status, word, line(word, why), Optional.empty());
    }

    static SubmissionAnswer later(int status, String word, String why, Duration pause) {
        return new SubmissionAnswer(status, word, line(word, why), Optional.of(pause));
    }

    /** What the log says no to for ever is the sender's fault; all else may go well a moment later. */
    static SubmissionAnswer of(NotLoggedException e) {
        return switch (e.reason()) {
            case REFUSED -> refused(400, e.word(), String.valueOf(e.getMessage()));
            case RETIRED -> refused(410, e.word(), String.valueOf(e.getMessage()));
            case BUSY -> later(503, e.word(), "too many entries wait for their place", SOON);
            case STOPPED -> later(503, e.word(), "the log takes nothing in at present", SOON);
            case TIMED_OUT, OUTCOME_UNKNOWN ->
                later(503, e.word(), "the log did not say in time; the same submission will get the same place", SOON);
        };
    }

    private static String line(String word, String why) {
        return word + ": " + why + "\n";
    }

    boolean isPromise() {
        return status == 200;
    }

    byte[] bytes() {
        return body.getBytes(StandardCharsets.UTF_8);
    }

    /** In whole seconds, as the header wants it, and never none. */
    Optional<Long> pause() {
        return retryAfter.map(wait -> Math.max(1, wait.plusMillis(999).toSeconds()));
    }
}
