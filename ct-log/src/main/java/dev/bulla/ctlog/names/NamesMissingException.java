/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.names;

import java.io.Serial;

/** The index is being made, and what is there of it would be a part of the answer only. */
public final class NamesMissingException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    public NamesMissingException(long end, long size) {
        super("the index of identities is being made and has %d of %d entries so far".formatted(end, size));
    }
}
