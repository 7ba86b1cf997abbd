/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.trace;

/** Tells nothing of its own, but those we ask hear of the one who asked us. */
record PassedOn(TraceContext asker) implements Trace {

    @Override
    public OutgoingCall calls(String method) {
        return asker::headers;
    }
}
