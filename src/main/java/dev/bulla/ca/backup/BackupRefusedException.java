/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.backup;

import java.io.Serial;

/** No backup is made, or none is restored, because of what was found. The message says what and what to do. */
public final class BackupRefusedException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    BackupRefusedException(String message) {
        super(message);
    }

    BackupRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
