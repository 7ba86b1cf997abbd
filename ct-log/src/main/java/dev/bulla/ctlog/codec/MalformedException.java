/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.codec;

import java.io.Serial;

/** Foreign bytes do not have the form they must have. The message names the place and never repeats the content. */
public final class MalformedException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    public MalformedException(String message) {
        super(message);
    }
}
