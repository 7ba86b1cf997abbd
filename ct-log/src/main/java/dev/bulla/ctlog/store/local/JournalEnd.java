/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.store.local;

import dev.bulla.ctlog.merkle.TreeHasher;
import dev.bulla.ctlog.store.EncodedBatch;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/** How far a log has got by its journal, for somebody who looks on while another process writes it. */
public final class JournalEnd {
    /** Segments go while somebody reads, when all that is in them is published. */
    private static final int TRIES = 10;

    private final Disk disk;
    private final LogFolder folder;
    private final TreeHasher hasher;

    public JournalEnd(Disk disk, LogFolder folder, TreeHasher hasher) {
        this.disk = disk;
        this.folder = folder;
        this.hasher = hasher;
    }

    /** How many entries the log has with the last whole record; 0 without a journal, as for a log that has ended. */
    public long size() throws IOException {
        for (var i = 1; i < TRIES; i++) {
            try {
                return sizeNow();
            } catch (NoSuchFileException _) {
                Thread.onSpinWait();
            }
        }
        return sizeNow();
    }

    private long sizeNow() throws IOException {
        for (var segment : JournalOpening.segments(disk, folder.journal()).reversed()) {
            var last = lastRecord(SegmentImage.read(disk, segment));
            if (last.isPresent()) {
                return last.get().record().sizeAfter();
            }
        }
        return 0;
    }

    private Optional<EncodedBatch> lastRecord(SegmentImage image) {
        var last = Optional.<EncodedBatch>empty();
        var at = Segment.RECORDS_AT;
        for (var next = image.recordAt(at, hasher); next.isPresent(); next = image.recordAt(at, hasher)) {
            last = next;
            at += Segment.MARK + next.get().encoded().size();
        }
        return last;
    }
}
