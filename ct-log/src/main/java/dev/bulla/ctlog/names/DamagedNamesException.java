/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.names;

import java.io.Serial;

/** A file of the index does not have its form, although its checksum is right. */
final class DamagedNamesException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    DamagedNamesException(String message) {
        super(message);
    }
}
