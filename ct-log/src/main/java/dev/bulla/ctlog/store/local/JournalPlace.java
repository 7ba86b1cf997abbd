/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.store.local;

import dev.bulla.ctlog.merkle.Hash;
import java.nio.file.Path;

/**
 * Where the journal of a log is kept.
 *
 * @param logId       which log; a segment of another one is refused
 * @param segmentSize how large new segments are
 */
public record JournalPlace(Disk disk, Path folder, Hash logId, int segmentSize) {
    private static final int SEGMENT_SIZE = 64 << 20;

    public JournalPlace {
        if (segmentSize <= Segment.RECORDS_AT) {
            throw new IllegalArgumentException("a segment of " + segmentSize + " bytes has no room for records");
        }
    }

    public static JournalPlace of(Disk disk, LogFolder folder, Hash logId) {
        return new JournalPlace(disk, folder.journal(), logId, SEGMENT_SIZE);
    }

    /** The same place, with new segments that have at least this size. */
    JournalPlace withRoomFor(long size) {
        return new JournalPlace(disk, folder, logId, (int) Math.max(segmentSize, size));
    }

    Path segment(long number) {
        return folder.resolve("%08d.log".formatted(number));
    }

    /** Where a segment is written anew before it takes the place of the old one. */
    Path rewritten() {
        return folder.resolve("rewritten");
    }
}
