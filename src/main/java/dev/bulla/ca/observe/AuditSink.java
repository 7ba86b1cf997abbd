/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.observe;

import java.io.IOException;

/** Where the lines of the audit trail go, and those of the access log. */
interface AuditSink {

    /** Throws if a line could not be written now. */
    void ready() throws IOException;

    /** Writes a whole line or none of it. */
    void append(String line) throws IOException;
}
