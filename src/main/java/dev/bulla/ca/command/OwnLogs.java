/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import dev.bulla.ca.data.DataFolder;
import dev.bulla.ca.data.MadeLog;
import dev.bulla.ctlog.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The logs of a server with their files, in its data folder or in an object store. */
sealed interface OwnLogs {
    /** No file that is asked for here is larger. */
    int LARGEST = 64 * 1024;

    String FACTS = "log.json";

    static OwnLogs of(DataFolder folder, Optional<ObjectStore> store) {
        return store.<OwnLogs>map(it -> new InStore(StoreLogs.in(it))).orElseGet(() -> new InFolder(folder));
    }

    /** Those that were made, the oldest first; fails if there are none. */
    List<MadeLog> made() throws IOException;

    /** A file of a log. */
    Optional<byte[]> file(MadeLog log, String path) throws IOException;

    /** Where the log lies, for people. */
    String place(MadeLog log);

    /** Logs in folders of this machine. */
    record InFolder(DataFolder folder) implements OwnLogs {
        @Override
        public List<MadeLog> made() throws IOException {
            var made = MadeLog.all(folder).stream()
                    .filter(log -> Files.exists(folder.log(log.shard()).resolve(FACTS)))
                    .toList();
            if (made.isEmpty()) {
                throw new CommandFailedException("no log was ever made in --data=" + folder.path()
                        + "; where one in an object store is, --log-store or --config says");
            }
            return made;
        }

        @Override
        public Optional<byte[]> file(MadeLog log, String path) throws IOException {
            var file = folder.log(log.shard()).resolve(path);
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            try (var in = Files.newInputStream(file)) {
                return Optional.of(in.readNBytes(LARGEST));
            }
        }

        @Override
        public String place(MadeLog log) {
            return folder.log(log.shard()).toString();
        }
    }

    /** Logs in an object store. */
    record InStore(StoreLogs logs) implements OwnLogs {
        @Override
        public List<MadeLog> made() throws IOException {
            var made = new ArrayList<MadeLog>();
            for (var name : logs.names()) {
                var facts = logs.store().file(name, FACTS);
                if (facts.isPresent()) {
                    var last = logs.store().file(name, "checkpoint.final");
                    made.add(MadeLog.parse(name, facts.get(), last, logs.place(name) + "/" + FACTS));
                }
            }
            return MadeLog.oldestFirst(made);
        }

        @Override
        public Optional<byte[]> file(MadeLog log, String path) throws IOException {
            return logs.store().file(log.shard(), path);
        }

        @Override
        public String place(MadeLog log) {
            return logs.place(log.shard());
        }
    }
}
