/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import java.io.Serial;
import java.util.List;

/** A copy of a log is not made, or no log is made of one, because of what was found. The message says what and what to do. */
public final class CopyRefusedException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient List<DamagedFile> damaged;

    CopyRefusedException(String message) {
        super(message);
        this.damaged = List.of();
    }

    CopyRefusedException(String message, Throwable cause) {
        super(message, cause);
        this.damaged = List.of();
    }

    CopyRefusedException(String message, List<DamagedFile> damaged) {
        super(message);
        this.damaged = List.copyOf(damaged);
    }

    /** The files that are not what they must be, the first one first; none if that is not the reason. */
    public List<DamagedFile> damaged() {
        return damaged;
    }
}
