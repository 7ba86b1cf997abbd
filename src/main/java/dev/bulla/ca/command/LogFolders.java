/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import dev.bulla.ca.data.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The logs that somebody means who names a folder. */
final class LogFolders {
    private LogFolders() {}

    /** The folder of a log itself, or of all shards in a server's data folder, the oldest first. */
    static List<Path> in(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw notClear("there is no folder " + folder);
        }
        var data = new DataFolder(folder);
        try {
            var shards = data.shards();
            return shards.isEmpty()
                    ? List.of(folder)
                    : shards.stream().map(data::log).toList();
        } catch (IOException e) {
            throw notClear(folder + " cannot be read: " + e);
        }
    }

    private static CommandFailedException notClear(String why) {
        return new CommandFailedException(why, ExitCode.USAGE);
    }
}
