/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca;

import dev.bulla.ca.config.InvalidSettingsException;
import dev.bulla.ca.data.DataFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Refuses a data folder that is only a part of one. */
final class WholeData {
    private WholeData() {}

    static void require(Path data) {
        if (Files.exists(new DataFolder(data).unfinishedRestore())) {
            throw new InvalidSettingsException(List.of(data
                    + ": a restore did not come to its end here, or is at work. When none is, delete all that is in it, and restore"
                    + " again: bulla restore BACKUP --data " + data));
        }
    }
}
