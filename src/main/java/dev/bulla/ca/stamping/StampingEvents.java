/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.stamping;

import java.net.SocketAddress;
import java.util.Optional;

/** Who wants to know what those who ask for timestamps were answered. A port: metrics and log lines stand behind it. */
public interface StampingEvents {

    /**
     * One request got its answer.
     *
     * @param trouble what went wrong inside, for the operator
     */
    void answered(Asked asked, Got got, Optional<Throwable> trouble);

    /**
     * Who asked, and for what.
     *
     * @param peer   the other end of the connection, which may be a proxy
     * @param method as it was sent
     */
    record Asked(String requestId, SocketAddress peer, String method, StampingRoute route) {}

    /**
     * What was sent.
     *
     * @param bytes of the answer's body
     * @param nanos from the request's head to the answer's end
     */
    record Got(int status, StampingOutcome outcome, long bytes, long nanos) {}
}
