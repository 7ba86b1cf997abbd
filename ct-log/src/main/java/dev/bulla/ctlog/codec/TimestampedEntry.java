/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.codec;

/**
 * An entry, when the log took it, and what the log's timestamp says beside that.
 *
 * @param timestamp  milliseconds since the epoch
 * @param extensions the timestamp's extensions as they were signed
 */
public record TimestampedEntry(long timestamp, LogEntry entry, Bytes extensions) {

    int encodedSize() {
        return 8 + entry.encodedSize() + 2 + extensions.size();
    }

    void writeTo(TlsWriter out) {
        entry.writeTo(out.u64(timestamp));
        out.vector16(extensions);
    }

    static TimestampedEntry readFrom(TlsReader in) {
        return new TimestampedEntry(in.u64(), LogEntry.readFrom(in), in.vector16());
    }
}
