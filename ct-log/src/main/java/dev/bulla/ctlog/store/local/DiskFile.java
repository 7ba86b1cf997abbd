/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.store.local;

import java.io.IOException;
import java.nio.ByteBuffer;

/** An open file. */
public interface DiskFile extends AutoCloseable {

    /** Writes all that is left in the buffer. */
    void write(ByteBuffer content, long at) throws IOException;

    /** Fills the buffer as far as the file goes, and tells how many bytes that were. */
    int read(ByteBuffer into, long at) throws IOException;

    /** Makes the content durable; with metadata, also what changes when a file grows. */
    void force(boolean metadata) throws IOException;

    long size() throws IOException;

    @Override
    void close() throws IOException;
}
