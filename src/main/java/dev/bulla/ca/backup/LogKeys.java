/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.backup;

import dev.bulla.ca.backup.About.LogPart;
import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.signing.StoredKey;
import dev.bulla.ctlog.InvalidInputException;
import dev.bulla.ctlog.LogCheck;
import dev.bulla.ctlog.LogImport;
import dev.bulla.ctlog.LogKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The keys with which the logs of a backup are verified: where it has a log's private key, that one, since the server will sign with
 * it.
 *
 * @param password of private keys that are encrypted; without it what the backup says is taken
 */
record LogKeys(BackupFolder folder, String password, Crypto crypto, LogCheck.Progress progress) {
    private static final int MOST_DAMAGED = 100;
    private static final int LEAST_THREADS = 2;

    LogImport importing(LogPart log) throws BackupRefusedException {
        return new LogImport(
                crypto.provider(), new LogImport.Options(key(log), false, threads(), MOST_DAMAGED, progress));
    }

    static int threads() {
        return Math.max(LEAST_THREADS, Runtime.getRuntime().availableProcessors());
    }

    LogKey key(LogPart log) throws BackupRefusedException {
        try {
            var file = folder.logKey(log.name());
            var canRead = Files.exists(file) && (!password.isEmpty() || !isEncrypted(file));
            var encoded = canRead
                    ? new StoredKey(file, password).read(crypto).getPublic().getEncoded()
                    : log.keyInfo();
            return LogKey.of(encoded, crypto.provider());
        } catch (InvalidInputException | IOException e) {
            throw new BackupRefusedException(log.origin() + ": its key cannot be read: " + e.getMessage(), e);
        }
    }

    private static boolean isEncrypted(Path file) throws IOException {
        return Files.readString(file).contains("ENCRYPTED");
    }
}
