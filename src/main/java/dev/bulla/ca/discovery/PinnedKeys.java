/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.discovery;

import dev.bulla.ca.fault.FailedException;
import dev.bulla.ca.token.IssuerKeys;
import dev.bulla.ca.token.KeySet;
import dev.bulla.ca.token.KeySetReader;
import dev.bulla.ca.x509.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * The keys of an issuer in a file that an operator looks after. The issuer itself is never asked, and may be unreachable.
 *
 * <p>The file is read when it is looked at, and whenever a token comes that no key verifies, but not twice in a second. What
 * cannot be used is told, and the keys from before stay.
 */
public final class PinnedKeys implements IssuerKeys {
    private static final int LARGEST = 1 << 20;
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final Path file;
    private final KeySetReader reader;
    private final IssuerHealth health;
    private final InstantSource clock;
    private final Events events;
    private volatile KeySet keys;
    private Bytes content;
    private @Nullable Instant looked;

    /** Who hears of the file. Told at each look. */
    public interface Events {
        void refused(String why);

        /** The file is as good as it was, or better. */
        void accepted();
    }

    private PinnedKeys(Path file, KeySetReader reader, IssuerHealth health, InstantSource clock, Events events) {
        this.file = file;
        this.reader = reader;
        this.health = health;
        this.clock = clock;
        this.events = events;
        try {
            this.content = content();
            this.keys = read(content);
        } catch (IOException | FailedException e) {
            throw new IllegalArgumentException(reason(e), e);
        }
        health.fetched(keys);
    }

    /**
     * Reads the file for the first time.
     *
     * @throws IllegalArgumentException if there is no key in it that can be used
     */
    public static PinnedKeys read(
            Path file, KeySetReader reader, IssuerHealth health, InstantSource clock, Events events) {
        return new PinnedKeys(file, reader, health, clock, events);
    }

    @Override
    public KeySet current() {
        return keys;
    }

    @Override
    public synchronized KeySet newerThan(KeySet tried) {
        var now = clock.instant();
        if (keys == tried && (looked == null || !looked.plus(BETWEEN_LOOKS).isAfter(now) || now.isBefore(looked))) {
            look();
        }
        return keys;
    }

    /** Takes over what has changed, if it can be used. To be called now and then. */
    public synchronized void look() {
        looked = clock.instant();
        try {
            var found = content();
            if (!found.equals(content)) {
                keys = read(found);
                content = found;
            }
            health.fetched(keys);
            events.accepted();
        } catch (IOException | FailedException e) {
            var why = reason(e);
            health.failed(why);
            events.refused(why);
        }
    }

    private Bytes content() throws IOException {
        try (var in = Files.newInputStream(file)) {
            var found = Bytes.of(in.readNBytes(LARGEST + 1));
            if (found.length() > LARGEST) {
                throw new IOException("it is larger than 1 MiB");
            }
            return found;
        }
    }

    private KeySet read(Bytes jwks) throws IOException {
        var read = reader.read(jwks.array());
        if (read.usable() == 0) {
            throw new IOException("none of its keys can be used");
        }
        return read;
    }

    private String reason(Exception e) {
        return "the pinned keys in " + file + " cannot be used: " + e.getMessage();
    }
}
