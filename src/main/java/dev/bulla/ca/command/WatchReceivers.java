/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import dev.bulla.ca.outbound.Way;
import dev.bulla.ca.watch.Webhook;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who is told, beside standard output. */
final class WatchReceivers {
    private static final int LONGEST_TOKEN = 8192;

    /** Some hundred thousand events. */
    private static final long MOST_WAITING = 256 << 20;

    @Option(names = "--json", description = "print each event as a line of JSON")
    private boolean json;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "add each event to this file, too, as a line of JSON")
    private @Nullable Path output;

    @Option(
            names = "--webhook",
            paramLabel = "URL",
            description = "post the events here, too, as JSON; kept until it takes them")
    private @Nullable URI webhook;

    @Option(
            names = "--webhook-token",
            paramLabel = "FILE",
            description = "file with the bearer token that the webhook wants")
    private @Nullable Path tokenFile;

    boolean json() {
        return json;
    }

    Optional<Path> output() {
        return Optional.ofNullable(output);
    }

    /** @param folder where what was not taken yet waits */
    Optional<Webhook> webhook(Way way, Path folder) throws IOException {
        if (webhook == null) {
            if (tokenFile != null) {
                throw new CommandFailedException("--webhook-token goes with --webhook", ExitCode.USAGE);
            }
            return Optional.empty();
        }
        var receiver = new Webhook.Receiver(HttpAddress.checked("--webhook", webhook), headers(), MOST_WAITING);
        return Optional.of(Webhook.open(way, receiver, folder, InstantSource.system()));
    }

    private Map<String, String> headers() throws IOException {
        if (tokenFile == null) {
            return Map.of("Content-Type", "application/json");
        }
        if (Files.size(tokenFile) > LONGEST_TOKEN) {
            throw new CommandFailedException(tokenFile + " is too large for a token", ExitCode.USAGE);
        }
        var token = Files.readString(tokenFile).strip();
        if (token.isEmpty() || token.chars().anyMatch(it -> it <= ' ' || it > '~')) {
            throw new CommandFailedException(tokenFile + " holds no token", ExitCode.USAGE);
        }
        return Map.of("Content-Type", "application/json", "Authorization", "Bearer " + token);
    }
}
