/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.sequence;

import java.util.Optional;

/** An entry did not get into the log, and will not by this submission. */
public final class NotEnteredException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Optional<Trouble> trouble;

    private NotEnteredException(String message, Optional<Trouble> trouble) {
        super(message, null, false, false);
        this.trouble = trouble;
    }

    static NotEnteredException busy(String what) {
        return new NotEnteredException(what, Optional.empty());
    }

    static NotEnteredException stopped(Trouble trouble) {
        return new NotEnteredException("the log takes nothing in: " + trouble, Optional.of(trouble));
    }

    /** What has stopped the log; empty if too many are waiting. */
    public Optional<Trouble> trouble() {
        return trouble;
    }

    /** Whether the same may be taken later, without a new start of the log. */
    public boolean mayRetry() {
        return trouble.map(Trouble::isPassing).orElse(true);
    }
}
