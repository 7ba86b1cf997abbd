/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.submission;

import dev.bulla.ca.fault.Refusal;
import dev.bulla.ca.fault.RefusedException;
import dev.bulla.ca.web.ArrivedBody;
import io.helidon.webserver.http.ServerRequest;
import java.time.Duration;
import java.util.List;

/** The body of a submission. */
final class SubmittedBody {
    static final int LARGEST = 512 * 1024;

    private final ArrivedBody body;

    private SubmittedBody(ArrivedBody body) {
        this.body = body;
    }

    /** Throws {@link TurnedAwayException} if it is too long, or if there is no room for another large one. */
    static SubmittedBody read(ServerRequest request) {
        try {
            var body = ArrivedBody.read(request, LARGEST);
            if (body.isCut()) {
                throw tooLarge();
            }
            return new SubmittedBody(body);
        } catch (RefusedException e) {
            throw e.refusal() == Refusal.REQUEST_TOO_LARGE ? tooLarge() : noRoom();
        }
    }

    List<byte[]> chain() {
        return SubmittedChain.read(body.bytes(), body.length());
    }

    private static TurnedAwayException tooLarge() {
        return new TurnedAwayException(
                SubmissionAnswer.refused(413, "body-too-large", "the body is longer than " + LARGEST + " bytes"));
    }

    private static TurnedAwayException noRoom() {
        return new TurnedAwayException(
                SubmissionAnswer.later(503, "overloaded", "no room for another large request", Duration.ofSeconds(1)));
    }
}
