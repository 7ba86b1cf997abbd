/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.fault;

import org.jspecify.annotations.Nullable;

/** Something we depend on answered, and what it answered must not be used: asking again would not help. */
public sealed class FailedException extends RuntimeException permits OrphanedException {
    private static final long serialVersionUID = 1;

    private final Backend backend;

    public FailedException(Backend backend, String detail) {
        this(backend, detail, null);
    }

    public FailedException(Backend backend, String detail, @Nullable Throwable cause) {
        super(detail, cause);
        this.backend = backend;
    }

    public Backend backend() {
        return backend;
    }

    /** One word for metrics, records and details. */
    public String reason() {
        return backend + "_FAILED";
    }
}
