/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import dev.bulla.ca.data.DataFolder;
import dev.bulla.ctlog.ObjectStore;
import java.io.IOException;
import java.util.List;

/**
 * The logs that somebody means who names a place in an object store.
 *
 * @param names the oldest first
 */
record StoreLogs(ObjectStore store, List<String> names) {
    StoreLogs {
        names = List.copyOf(names);
    }

    /** All shards of a server, or the one log of this very place. */
    static StoreLogs in(ObjectStore place) {
        try {
            var names =
                    place.logs().stream().filter(DataFolder::isShard).sorted().toList();
            if (!names.isEmpty()) {
                return new StoreLogs(place, names);
            }
            var alone = place.parent().filter(it -> DataFolder.isShard(it.name()));
            if (alone.isPresent() && isThere(alone.get())) {
                return new StoreLogs(alone.get().store(), List.of(alone.get().name()));
            }
        } catch (IOException e) {
            throw new CommandFailedException(place.place() + " cannot be read: " + e.getMessage());
        }
        throw new CommandFailedException(place.place() + ": there is no log of ours", ExitCode.USAGE);
    }

    private static boolean isThere(ObjectStore.Named log) throws IOException {
        return log.store().file(log.name(), "log.json").isPresent();
    }

    /** One of them, as it is shown. */
    String place(String name) {
        var place = store.place();
        return StoreOptions.STORE + place.bucket() + "/" + place.prefix() + name;
    }
}
