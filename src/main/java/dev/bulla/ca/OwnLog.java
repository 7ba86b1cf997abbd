/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca;

import dev.bulla.ca.config.InvalidSettingsException;
import dev.bulla.ca.config.LogTarget;
import dev.bulla.ca.data.DataFolder;
import dev.bulla.ca.signing.UnusableKeyException;
import dev.bulla.ctlog.InvalidInputException;
import dev.bulla.ctlog.LogStartException;
import dev.bulla.ctlog.ShardEvents;
import dev.bulla.ctlog.ShardedLog;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Opens the log that is embedded in the server with all its shards, and makes it at the first start. */
record OwnLog(LogTarget.Embedded target) {
    private static final Logger LOG = System.getLogger(OwnLog.class.getName());

    /** Throws {@link InvalidSettingsException} if something is wrong with what is there. */
    ShardedLog open(OwnShards.Around around, ShardEvents events) {
        try {
            refuseLostLogs();
            var shards = new OwnShards(target, around);
            var log = ShardedLog.open(target.identity().origin(), shards.plan(), shards, around.clock(), events);
            tellOfLogInTheWay(log);
            return log;
        } catch (LogStartException | UnusableKeyException | InvalidInputException e) {
            throw new InvalidSettingsException(List.of("the log: " + e.getMessage()));
        } catch (IOException e) {
            throw new InvalidSettingsException(List.of("the log in " + target.data() + ": " + e));
        }
    }

    /** A log that was made without shards keeps its years. */
    private void tellOfLogInTheWay(ShardedLog log) {
        if (target.shards().period().equals("none")) {
            return;
        }
        log.current()
                .filter(it -> it.log().facts().origin().equals(target.identity().origin()))
                .ifPresent(it -> LOG.log(
                        Level.WARNING,
                        "the log {0} was made without shards and takes certificates until {1}: shards begin then. A new data"
                                + " folder with an anchor of its own begins with shards at once",
                        it.shard().name(),
                        it.shard().end()));
    }

    /** Refuses to go on where no log was made. */
    void requireMade() {
        if (!isThere()) {
            throw new InvalidSettingsException(List.of(
                    ("the log: there is none in %s. Make it first, with the same settings: bulla log create --data %s"
                                    + " --log-origin %s")
                            .formatted(
                                    target.data(),
                                    target.data(),
                                    target.identity().origin())));
        }
    }

    /** Whether a log was made where the settings say. */
    boolean isThere() {
        try {
            return !LogPlace.of(target).made().isEmpty();
        } catch (IOException e) {
            throw new InvalidSettingsException(List.of("the log in " + target.data() + ": " + e));
        }
    }

    /** A key is made only for a log that is really new: nothing may remember an older one. */
    private void refuseLostLogs() throws IOException {
        var remembered = remembered(target.anchor());
        if (remembered.isEmpty()) {
            return;
        }
        var place = LogPlace.of(target);
        var made = place.made();
        for (var shard : remembered) {
            if (!made.contains(shard)) {
                throw new InvalidSettingsException(List.of(
                        ("the log: %s remembers a log that is not in %s: restore the data folder, or, to begin a new"
                                        + " log with a new key, move the anchor away. The anchor of a shard that has"
                                        + " ended and was moved elsewhere goes with it")
                                .formatted(target.anchor().resolve(shard), place)));
            }
        }
    }

    private static List<String> remembered(Path anchor) throws IOException {
        if (!Files.isDirectory(anchor)) {
            return List.of();
        }
        try (var files = Files.list(anchor)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(DataFolder::isShard)
                    .sorted()
                    .toList();
        }
    }
}
