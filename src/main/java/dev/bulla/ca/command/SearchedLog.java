/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.data.DataFolder;
import dev.bulla.ctlog.ClosedLog;
import dev.bulla.ctlog.LogStartException;
import dev.bulla.ctlog.ObjectStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One log that no server of this machine has open.
 *
 * @param folder has its indexes, and the log itself if that is in no store
 */
record SearchedLog(String name, Path folder, Optional<ObjectStore> store) {

    /** All logs that are meant by a folder, the oldest first; of a store the folder has but the indexes. */
    static List<SearchedLog> all(Path folder, Optional<ObjectStore> store) {
        if (store.isEmpty()) {
            return LogFolders.in(folder).stream()
                    .map(path -> new SearchedLog(path.getFileName().toString(), path, store))
                    .toList();
        }
        var logs = StoreLogs.in(store.get());
        var data = new DataFolder(folder);
        return logs.names().stream()
                .map(name -> new SearchedLog(name, data.log(name), Optional.of(logs.store())))
                .toList();
    }

    ClosedLog open() throws LogStartException {
        var provider = Crypto.fastest().provider();
        return store.isPresent()
                ? ClosedLog.open(store.get(), name, folder, provider)
                : ClosedLog.open(folder, provider);
    }
}
