/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.observe;

import java.util.logging.LogManager;

/**
 * The JDK's log manager, except that it goes on logging while the process stops. The JDK closes all handlers as soon as a stop
 * is asked for, side by side with the requests that are still in flight.
 */
public final class LastingLogManager extends LogManager {

    @Override
    public void reset() {
        // What reset would close is still in use; every line is flushed as it is written.
    }
}
