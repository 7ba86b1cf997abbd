/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.signing;

import dev.bulla.ca.certificate.IssuingKey;
import dev.bulla.ca.crypto.Crypto;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A key that is read from files, and read again when they change.
 *
 * <p>What counts is the content of both files, so that it does not matter how they are changed: written over, renamed into
 * place, or swapped by a symbolic link above them. Key and chain are seldom changed in one moment. A pair that does not fit
 * is therefore tried a second time at the next look before anybody is told, and then once a minute, because a certificate
 * may become valid while nobody touches it.
 */
public final class FileKey implements Supplier<IssuingKey> {
    private static final Duration INTERVAL = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final KeyFiles files;
    private final Crypto crypto;
    private final InstantSource clock;
    private final KeyFileEvents events;

    private KeyFiles.Contents used;
    private Optional<Failure> failure = Optional.empty();
    private volatile IssuingKey current;

    /** Something that could not be used: empty contents stand for files that could not be read. */
    private record Failure(Optional<KeyFiles.Contents> contents, Instant at, boolean told) {}

    /** Reads the files. Throws {@link UnusableKeyException} if there is nothing to start with. */
    public FileKey(KeyFiles files, Crypto crypto, InstantSource clock, KeyFileEvents events) {
        this.files = files;
        this.crypto = crypto;
        this.clock = clock;
        this.events = events;
        this.used = files.read();
        this.current = files.load(used, crypto, clock.instant());
    }

    @Override
    public IssuingKey get() {
        return current;
    }

    /** Looks every two seconds from now on, until the returned task is cancelled. */
    public ScheduledFuture<?> watch(ScheduledExecutorService ticker) {
        return ticker.scheduleWithFixedDelay(
                this::look, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Looks at the files once. Whatever is wrong with them is told to the listener and not thrown. */
    public synchronized void look() {
        var seen = Optional.<KeyFiles.Contents>empty();
        try {
            var contents = files.read();
            seen = Optional.of(contents);
            if (contents.equals(used)) {
                settle();
            } else if (isWorthTrying(contents)) {
                use(contents, files.load(contents, crypto, clock.instant()));
            }
        } catch (UnusableKeyException e) {
            fail(seen, e);
        }
    }

    private void settle() {
        var wasTold = failure.filter(Failure::told).isPresent();
        failure = Optional.empty();
        if (wasTold) {
            events.restored();
        }
    }

    private void use(KeyFiles.Contents contents, IssuingKey key) {
        used = contents;
        current = key;
        failure = Optional.empty();
        events.replaced(key.chain());
    }

    /** Trying costs a key derivation, so what was told waits for its next turn. */
    private boolean isWorthTrying(KeyFiles.Contents contents) {
        return lastOf(Optional.of(contents)).filter(this::isResting).isEmpty();
    }

    private void fail(Optional<KeyFiles.Contents> seen, UnusableKeyException why) {
        var last = lastOf(seen);
        if (last.filter(this::isResting).isPresent()) {
            return;
        }
        failure = Optional.of(new Failure(seen, clock.instant(), last.isPresent()));
        if (last.isPresent()) {
            events.refused(why);
        }
    }

    private Optional<Failure> lastOf(Optional<KeyFiles.Contents> contents) {
        return failure.filter(last -> last.contents().equals(contents));
    }

    private boolean isResting(Failure last) {
        return last.told() && clock.instant().isBefore(last.at().plus(PATIENCE));
    }
}
