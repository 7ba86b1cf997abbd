/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import dev.bulla.ctlog.NotLoggedException.Reason;

/** Refusals of a log as only the log can make them, for tests of what becomes of them. */
public final class NotLogged {
    private NotLogged() {}

    public static NotLoggedException because(Reason reason) {
        return new NotLoggedException(reason, "told by a test", new IllegalStateException());
    }
}
