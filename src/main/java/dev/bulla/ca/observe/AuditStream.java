/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.observe;

import java.io.IOException;
import java.io.PrintStream;

/** The audit trail on a stream, for those whose platform collects standard output. */
record AuditStream(PrintStream stream) implements AuditSink {

    @Override
    public void ready() throws IOException {
        if (stream.checkError()) {
            throw new IOException("the stream is closed");
        }
    }

    @Override
    public void append(String line) throws IOException {
        stream.print(line);
        ready();
    }
}
