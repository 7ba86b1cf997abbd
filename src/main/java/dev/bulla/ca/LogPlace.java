/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca;

import dev.bulla.ca.config.LogTarget;
import dev.bulla.ca.data.DataFolder;
import dev.bulla.ca.data.MadeLog;
import dev.bulla.ctlog.LogSettings;
import dev.bulla.ctlog.LogStartException;
import dev.bulla.ctlog.ObjectStore;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;

/** Where our logs lie: in the data folder, or in an object store. */
record LogPlace(DataFolder data, Optional<ObjectStore> store) {

    private static final Logger LOG = System.getLogger(LogPlace.class.getName());

    static LogPlace of(LogTarget.Embedded target) {
        return new LogPlace(
                new DataFolder(target.data()), target.store().map(it -> StoreWiring.of(it, System.getenv())));
    }

    /** The names of logs that are there, those among them that were not made to their end. */
    List<String> names() throws IOException {
        return store.isPresent()
                ? store.get().logs().stream().filter(DataFolder::isShard).toList()
                : data.shards();
    }

    /** The names of those that were made. */
    List<String> made() throws IOException {
        return names().stream().filter(this::isMade).toList();
    }

    private boolean isMade(String name) {
        return store.isPresent() || Files.exists(data.log(name).resolve("log.json"));
    }

    /** What a log was made with, if it was. */
    Optional<LogSettings.Facts> facts(String name) throws IOException, LogStartException {
        return store.isPresent() ? store.get().facts(name) : LogSettings.Facts.in(data.log(name));
    }

    /** Keeps what clients must know of a log that lies elsewhere. Nothing that is issued depends on it. */
    void note(String name) {
        if (store.isEmpty()) {
            return;
        }
        try {
            var facts = store.get().file(name, "log.json");
            if (facts.isPresent()) {
                MadeLog.note(data, name, facts.get(), store.get().file(name, "checkpoint.final"));
            }
        } catch (IOException e) {
            LOG.log(
                    Level.WARNING,
                    "what is known of the log {0} cannot be written below {1}: {2}",
                    name,
                    data.path(),
                    e);
        }
    }

    LogSettings in(LogSettings settings) {
        return store.map(settings::in).orElse(settings);
    }

    @Override
    public String toString() {
        return store.map(it -> it.place().toString())
                .orElseGet(() -> data.logs().toString());
    }
}
