/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.submission;

import java.net.SocketAddress;
import java.util.Optional;

/** Who wants to know how submissions are answered. A port: metrics and the access log stand behind it. */
@FunctionalInterface
public interface SubmissionEvents {

    void answered(SubmissionEndpoint endpoint, Answered answered);

    /**
     * How one was answered.
     *
     * @param bug what was thrown, if it was nothing we know: for the operator's log
     */
    record Answered(Asked asked, Got got, Optional<Throwable> bug) {}

    /**
     * What was asked, and by whom.
     *
     * @param requestId its name in the answer and in records
     * @param peer      the other end of the connection, which may be a proxy
     * @param method    of HTTP, as it was sent
     */
    record Asked(String requestId, SocketAddress peer, String method) {}

    /**
     * What was answered.
     *
     * @param word  how it ended
     * @param bytes of the answer's body
     * @param nanos from the request's head to the answer's end
     */
    record Got(int status, String word, long bytes, long nanos) {}
}
