/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.outbound;

import java.time.Duration;

/** How other servers are called. */
public interface Way extends AutoCloseable {

    /** A way to wherever the reach allows. Where it allows everything, connections are kept for the next call. */
    static Way of(TlsRoots roots, Proxies proxies, Reach reach, Duration connectTimeout) {
        return reach == Reach.ANYWHERE
                ? new Caller(roots, proxies, connectTimeout)
                : new CheckedCaller(roots, proxies, reach, connectTimeout);
    }

    /** Ends with the whole reply, or without one, within the limits of the call. An interrupt ends it at once. */
    Reply reply(Call call) throws NoReplyException;

    /** Ends all calls that are under way. */
    @Override
    void close();
}
