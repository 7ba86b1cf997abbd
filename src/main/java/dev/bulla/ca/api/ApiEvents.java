/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.api;

import dev.bulla.ca.trace.Trace;
import dev.bulla.ca.trace.TraceContext;

/** Who wants to know what is asked and how it is answered. A port: metrics and log lines stand behind it. */
public interface ApiEvents {

    /** A request came. Whoever follows requests gives what is told of this one. */
    default Trace arrived(TraceContext.Headers headers) {
        return Trace.none();
    }

    /** A request for something we offer was understood as one. */
    void started(Operation operation);

    /** One request got its answer, or was left by its client. Told within its trace. */
    void answered(Answered answered);
}
