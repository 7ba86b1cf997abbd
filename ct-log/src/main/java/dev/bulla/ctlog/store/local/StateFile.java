/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.store.local;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.MalformedException;
import dev.bulla.ctlog.store.Base;
import dev.bulla.ctlog.store.OpenRefusedException;
import java.io.IOException;
import java.util.Optional;

/** The base of the log on the disk. */
public final class StateFile {
    private static final String TITLE = "bulla log state 1";

    private final SmallFile file;

    public StateFile(Disk disk, LogFolder folder) {
        this.file = new SmallFile(disk, folder.state());
    }

    /** The base, if one was ever written. */
    public Optional<Base> read() throws IOException, OpenRefusedException {
        try {
            return file.read().map(StateFile::parse);
        } catch (MalformedException e) {
            throw new OpenRefusedException(
                    "%s: %s; restore the log from a copy that is not older than its anchor"
                            .formatted(file.path(), e.getMessage()),
                    e);
        }
    }

    /** Puts a base in place of the one before. It is durable when this returns. */
    public void replace(Base base) throws IOException {
        file.replace(encoded(base));
    }

    private static Bytes encoded(Base base) {
        return BaseText.write(base, CheckedLines.of(TITLE)).encoded();
    }

    private static Base parse(Bytes encoded) {
        return BaseText.read(CheckedLines.parse(TITLE, encoded));
    }
}
