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
     * @param peer   the other end of the connection, which may be a proxy
     * @param method of HTTP, as it was sent
     * @param word   how it ended
     * @param bytes  of the answer's body
     * @param nanos  from the request's head to the answer's end
     * @param bug    what was thrown, if it was nothing we know: for the operator's log
     */
    record Answered(
            SocketAddress peer,
            String method,
            int status,
            String word,
            long bytes,
            long nanos,
            Optional<Throwable> bug) {}
}
