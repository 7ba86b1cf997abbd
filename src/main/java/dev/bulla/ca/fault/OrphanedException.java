/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.fault;

import org.jspecify.annotations.Nullable;

/**
 * The log holds, or may hold, a precertificate whose certificate nobody gets. Whoever watches the log will ask about it, so it
 * is recorded as that.
 */
public final class OrphanedException extends FailedException {
    private static final long serialVersionUID = 1;

    public OrphanedException(String detail, @Nullable Throwable cause) {
        super(Backend.LOG, detail, cause);
    }
}
