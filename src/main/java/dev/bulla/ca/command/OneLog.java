/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import dev.bulla.ca.data.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The log that somebody means who names a folder. */
final class OneLog {
    private OneLog() {}

    /** The log's own folder, or the only log in a server's data folder. */
    static Path in(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw notClear("there is no folder " + folder);
        }
        var data = new DataFolder(folder);
        try {
            var shards = data.shards();
            if (shards.size() > 1) {
                throw notClear("%s has several logs, so name one: %s".formatted(data.logs(), shards));
            }
            return shards.isEmpty() ? folder : data.log(shards.getFirst());
        } catch (IOException e) {
            throw notClear(folder + " cannot be read: " + e);
        }
    }

    private static CommandFailedException notClear(String why) {
        return new CommandFailedException(why, ExitCode.USAGE);
    }
}
