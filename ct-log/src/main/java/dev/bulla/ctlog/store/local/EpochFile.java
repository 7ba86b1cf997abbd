/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.store.local;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.MalformedException;
import dev.bulla.ctlog.store.OpenRefusedException;
import java.io.IOException;

/** Counts how often the log was opened. */
public final class EpochFile {
    private static final String TITLE = "bulla log epoch 1";
    private static final String EPOCH = "epoch";

    private final SmallFile file;

    public EpochFile(Disk disk, LogFolder folder) {
        this.file = new SmallFile(disk, folder.epoch());
    }

    /** The number of this start, one more than that of the last. It is durable when this returns. */
    public long next() throws IOException, OpenRefusedException {
        try {
            var next = file.read().map(EpochFile::parse).orElse(0L) + 1;
            file.replace(CheckedLines.of(TITLE).with(EPOCH, next).encoded());
            return next;
        } catch (MalformedException e) {
            throw new OpenRefusedException("%s: %s; restore it from a copy".formatted(file.path(), e.getMessage()), e);
        }
    }

    private static long parse(Bytes encoded) {
        var lines = CheckedLines.parse(TITLE, encoded);
        var epoch = lines.nextNumber(EPOCH);
        lines.expectEnd();
        return epoch;
    }
}
