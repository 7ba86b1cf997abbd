/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import dev.bulla.ca.backup.BackupRefusedException;
import dev.bulla.ctlog.CheckFailedException;
import dev.bulla.ctlog.CopyRefusedException;
import java.io.IOException;

/** How a backup or a restore ends for the shell. */
final class BackupOutcome {
    private BackupOutcome() {}

    /** Something that makes a backup, or something of one. */
    @FunctionalInterface
    interface Making<T> {
        T run()
                throws BackupRefusedException, CheckFailedException, CopyRefusedException, IOException,
                        InterruptedException;
    }

    static <T> T of(Making<T> making) throws InterruptedException {
        return CopyOutcome.of(() -> {
            try {
                return making.run();
            } catch (BackupRefusedException e) {
                throw new CommandFailedException(String.valueOf(e.getMessage()));
            }
        });
    }
}
