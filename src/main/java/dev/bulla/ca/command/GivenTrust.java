/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.transparency.LogKeyFile;
import dev.bulla.ctlog.LogKey;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a server's answers are held against; what is not given is asked of the server.
 *
 * @param logKeyOption that would have named the log's key
 */
record GivenTrust(
        String logKeyOption, @Nullable Path root, @Nullable Path logKey) {

    /** @param news hears of what cannot be verified */
    AnswerJudge judge(URI url, Consumer<String> news) throws IOException, InterruptedException {
        var published = PublishedTrust.of(url);
        var roots = root == null
                ? published.roots()
                : List.of(CertificateReader.read(Files.readAllBytes(root)).getLast());
        var logs = logKey == null ? published.logs() : List.of(read(logKey));
        if (logs.isEmpty()) {
            news.accept("the log of %s is not known, so its promises are not verified: %s changes that"
                    .formatted(url, logKeyOption));
        }
        return new AnswerJudge(roots, logs);
    }

    private static LogKey read(Path file) {
        try {
            return LogKeyFile.read(file, Crypto.fastest());
        } catch (IllegalArgumentException e) {
            throw new CommandFailedException(String.valueOf(e.getMessage()));
        }
    }
}
