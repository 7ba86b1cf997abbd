/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca;

import dev.bulla.ca.config.InvalidSettingsException;
import dev.bulla.ctlog.ObjectStore;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Credentials in a file of the form that Amazon's tools use, of the section {@code default}. Read again as time goes by. */
final class StoreCredentials implements Supplier<ObjectStore.Credentials> {
    private static final Logger LOG = System.getLogger(StoreCredentials.class.getName());
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(30);
    private static final int LARGEST = 1 << 16;
    private static final String SECTION = "default";

    private final Path file;
    private final InstantSource clock;
    private ObjectStore.Credentials known;
    private Instant looked;

    private StoreCredentials(Path file, InstantSource clock) throws IOException {
        this.file = file;
        this.clock = clock;
        this.known = read(file);
        this.looked = clock.instant();
    }

    /** Those of a file, or of the environment. */
    static Supplier<ObjectStore.Credentials> of(
            Optional<Path> file, Map<String, String> environment, InstantSource clock) {
        try {
            return file.isPresent() ? new StoreCredentials(file.get(), clock) : of(environment);
        } catch (IOException e) {
            throw new InvalidSettingsException(List.of("log-s3-credentials: " + reason(e)));
        }
    }

    private static Supplier<ObjectStore.Credentials> of(Map<String, String> environment) throws IOException {
        var given = credentials(Map.of(
                        "aws_access_key_id", environment.getOrDefault("AWS_ACCESS_KEY_ID", ""),
                        "aws_secret_access_key", environment.getOrDefault("AWS_SECRET_ACCESS_KEY", ""),
                        "aws_session_token", environment.getOrDefault("AWS_SESSION_TOKEN", "")))
                .orElseThrow(() -> new IOException("name a file, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY:"
                        + " the object store lets nobody in without them"));
        return () -> given;
    }

    @Override
    public synchronized ObjectStore.Credentials get() {
        var now = clock.instant();
        if (Duration.between(looked, now).compareTo(BETWEEN_LOOKS) >= 0) {
            looked = now;
            lookAgain();
        }
        return known;
    }

    private void lookAgain() {
        try {
            known = read(file);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the object store''s credentials stay as they were: {0}", reason(e));
        }
    }

    /** What the system says of a file is its name and nothing else. */
    private static String reason(IOException e) {
        return e instanceof FileSystemException ? "cannot be read: " + e : String.valueOf(e.getMessage());
    }

    private static ObjectStore.Credentials read(Path file) throws IOException {
        if (Files.size(file) > LARGEST) {
            throw new IOException(file + " is too large for a file with credentials");
        }
        var values = new HashMap<String, String>();
        var section = SECTION;
        for (var line : Files.readAllLines(file)) {
            var text = line.strip();
            if (text.startsWith("[") && text.endsWith("]")) {
                section = text.substring(1, text.length() - 1).strip();
            } else if (section.equals(SECTION) && text.contains("=") && !text.startsWith("#")) {
                var sides = text.split("=", 2);
                values.put(sides[0].strip(), sides[1].strip());
            }
        }
        return credentials(values)
                .orElseThrow(() -> new IOException(
                        file + " has no aws_access_key_id and aws_secret_access_key in its section default"));
    }

    private static Optional<ObjectStore.Credentials> credentials(Map<String, String> values) {
        var id = values.getOrDefault("aws_access_key_id", "");
        var secret = values.getOrDefault("aws_secret_access_key", "");
        var session = Optional.of(values.getOrDefault("aws_session_token", "")).filter(text -> !text.isEmpty());
        return id.isEmpty() || secret.isEmpty()
                ? Optional.empty()
                : Optional.of(new ObjectStore.Credentials(id, secret, session));
    }
}
