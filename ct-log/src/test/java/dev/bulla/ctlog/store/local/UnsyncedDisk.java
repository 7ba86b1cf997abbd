/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.store.local;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Says that it made content durable, and did not: tests that lose nothing on it test nothing. */
public record UnsyncedDisk(Disk disk) implements DelegatingDisk {
    @Override
    public DiskFile wrapped(DiskFile file) {
        return new UnsyncedFile(file);
    }

    private record UnsyncedFile(DiskFile file) implements DiskFile {
        @Override
        public void write(ByteBuffer content, long at) throws IOException {
            file.write(content, at);
        }

        @Override
        public int read(ByteBuffer into, long at) throws IOException {
            return file.read(into, at);
        }

        @Override
        public void force(boolean metadata) {
            // This is what is wrong with it.
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
