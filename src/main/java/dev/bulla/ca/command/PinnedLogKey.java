/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.transparency.LogKeyFile;
import dev.bulla.ca.watch.JsonObjects;
import dev.bulla.ctlog.InvalidInputException;
import dev.bulla.ctlog.LogId;
import dev.bulla.ctlog.LogKey;
import dev.bulla.ctlog.LogWatch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The key that the heads of a log are held against. It never comes from the log alone: what the log publishes is taken only if
 * it is the key whose hash was given.
 */
final class PinnedLogKey {
    private static final String DESCRIPTION = "log.v3.json";
    private static final int LARGEST = 1 << 20;
    private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{64}");

    @Option(names = "--key", paramLabel = "FILE", description = "the log's public key as PEM")
    private @Nullable Path file;

    @Option(
            names = "--log-id",
            paramLabel = "ID",
            description = "instead of --key: the SHA-256 of the log's key, hexadecimal or base64; the key is then taken"
                    + " from the log's log.v3.json, and must have it")
    private @Nullable String id;

    /** @param pages of the log */
    LogKey key(LogWatch.Pages pages, Crypto crypto) throws IOException, InterruptedException {
        if (file == null && id == null || file != null && id != null) {
            throw wrong("say which key is the log's own, with --key or with --log-id");
        }
        try {
            return file != null ? LogKeyFile.read("--key", file, crypto) : published(pages, crypto);
        } catch (IllegalArgumentException | InvalidInputException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    private LogKey published(LogWatch.Pages pages, Crypto crypto) throws IOException, InterruptedException {
        var pinned = LogId.parse(decoded(String.valueOf(id)));
        var description = pages.get(DESCRIPTION, LARGEST)
                .orElseThrow(
                        () -> new CommandFailedException("the log publishes no " + DESCRIPTION + "; give its --key"));
        var key = named(description)
                .orElseThrow(
                        () -> new CommandFailedException("the log's " + DESCRIPTION + " names no key; give its --key"));
        if (!LogId.of(key).equals(pinned)) {
            throw new CommandFailedException("the log's " + DESCRIPTION + " names another key than that of --log-id");
        }
        return LogKey.of(key, crypto.provider());
    }

    /** What a log publishes is no fault of whoever typed the command. */
    private static Optional<byte[]> named(byte[] description) {
        try {
            return Optional.ofNullable(JsonObjects.parse(description).get("key"))
                    .filter(String.class::isInstance)
                    .map(text -> Base64.getDecoder().decode((String) text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static byte[] decoded(String id) {
        return HEX.matcher(id).matches()
                ? HexFormat.of().parseHex(id)
                : Base64.getDecoder().decode(id);
    }

    private static CommandFailedException wrong(String why) {
        return new CommandFailedException(why, ExitCode.USAGE);
    }
}
