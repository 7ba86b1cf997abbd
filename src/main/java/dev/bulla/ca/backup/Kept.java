/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.backup;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What is written of a snapshot.
 *
 * @param logs   that are in the backup
 * @param stored names of those that are in an object store
 */
record Kept(Snapshot snapshot, List<About.LogPart> logs, List<String> stored) {

    void write(PrivateFolder folder) throws IOException {
        for (var file : snapshot.files().entrySet()) {
            if (!isOfMissingLog(file.getKey())) {
                folder.write(file.getKey(), file.getValue().content().array());
            }
        }
        for (var log : logs) {
            var last = snapshot.logs().get(log.name() + "/" + Sources.LAST);
            if (last != null) {
                folder.write(BackupFolder.ended(log.name()), last.array());
            }
        }
    }

    /** A log that is made with a key that was used before would be a fork of the one that it was used for. */
    private boolean isOfMissingLog(String path) {
        return path.startsWith(BackupFolder.KEYS + "log-")
                && Stream.concat(logs.stream().map(About.LogPart::name), stored.stream())
                        .noneMatch(name -> isKeyOf(name, path));
    }

    private static boolean isKeyOf(String name, String path) {
        var key = BackupFolder.KEYS + "log-" + name;
        return path.equals(key + ".pem") || path.equals(key + "-note.pem");
    }

    List<String> leftOut() {
        return snapshot.files().keySet().stream().filter(this::isOfMissingLog).toList();
    }

    List<String> keys() {
        return snapshot.files().entrySet().stream()
                .filter(file -> file.getValue().isSecret() && !isOfMissingLog(file.getKey()))
                .map(Map.Entry::getKey)
                .toList();
    }

    boolean has(String path) {
        return snapshot.files().keySet().stream().anyMatch(file -> file.equals(path) || file.startsWith(path + "/"));
    }
}
