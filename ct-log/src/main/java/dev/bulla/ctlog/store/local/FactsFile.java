/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.store.local;

import dev.bulla.ctlog.store.LogFacts;
import dev.bulla.ctlog.store.OpenRefusedException;
import java.io.IOException;
import java.util.Optional;

/** What never changes about a log, as JSON of exactly one form. It is written once. */
public final class FactsFile {
    private final SmallFile file;

    public FactsFile(Disk disk, LogFolder folder) {
        this.file = new SmallFile(disk, folder.facts());
    }

    /** The facts, if there is a log. */
    public Optional<LogFacts> read() throws IOException, OpenRefusedException {
        var encoded = file.read();
        return encoded.isEmpty() ? Optional.empty() : Optional.of(FactsText.parse(encoded.get(), file.path()));
    }

    /** Writes the facts of a new log. They are durable when this returns. */
    public void create(LogFacts facts) throws IOException, OpenRefusedException {
        if (file.read().isPresent()) {
            throw new OpenRefusedException(file.path() + ": there is a log already");
        }
        file.replace(FactsText.encoded(facts));
    }
}
