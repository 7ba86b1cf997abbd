/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.copy;

import java.io.Serial;

/** A file that was to be copied is not what the log's checkpoint signs. */
public final class DamagedSourceException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String file;

    /** @param file its path below the log's address */
    public DamagedSourceException(String file, String what) {
        super(what);
        this.file = file;
    }

    public String file() {
        return file;
    }
}
