/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.fault;

import org.jspecify.annotations.Nullable;

/** Something we depend on cannot be reached, or is too busy: the same request may succeed a little later. */
public final class UnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Backend backend;

    public UnavailableException(Backend backend, String detail, @Nullable Throwable cause) {
        super(detail, cause);
        this.backend = backend;
    }

    public Backend backend() {
        return backend;
    }

    /** One word for metrics, records and details. */
    public String reason() {
        return backend + "_UNAVAILABLE";
    }
}
