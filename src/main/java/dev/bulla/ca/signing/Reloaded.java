/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.signing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Something made from files that belong together, and made anew when they change.
 *
 * <p>What counts is the content of the files, so that it does not matter how they are changed: written over, renamed into
 * place, or swapped by a symbolic link above them. Key and chain are seldom changed in one moment. Files that do not fit
 * are therefore tried a second time at the next look before anybody is told, and then once a minute, because a certificate
 * may become valid while nobody touches it.
 *
 * @param <C> what the files hold, comparable by {@code equals}
 * @param <T> what is made of it
 */
public final class Reloaded<C, T> implements Supplier<T> {
    private static final Duration INTERVAL = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Source<C, T> source;
    private final InstantSource clock;
    private final Events<T> events;

    private C used;
    private Optional<Failure<C>> failure = Optional.empty();
    private volatile T current;

    /** Where it comes from. Neither method throws anything but {@link UnusableKeyException}. */
    public interface Source<C, T> {
        C read();

        T load(C contents);
    }

    /** Who wants to know of changes. A port: alarms and log lines stand behind it. */
    public interface Events<T> {

        /** Something new is in use from now on. */
        void replaced(T current);

        /** The files hold something that cannot be used, and not only for a moment. What was before stays in use. */
        void refused(UnusableKeyException why);

        /** The files hold again what is in use. */
        void restored();
    }

    /** Something that could not be used: empty contents stand for files that could not be read. */
    private record Failure<C>(Optional<C> contents, Instant at, boolean told) {}

    /** Reads the files. Throws {@link UnusableKeyException} if there is nothing to start with. */
    public Reloaded(Source<C, T> source, InstantSource clock, Events<T> events) {
        this.source = source;
        this.clock = clock;
        this.events = events;
        this.used = source.read();
        this.current = source.load(used);
    }

    @Override
    public T get() {
        return current;
    }

    /** Looks every two seconds from now on, until the returned task is cancelled. */
    public ScheduledFuture<?> watch(ScheduledExecutorService ticker) {
        return ticker.scheduleWithFixedDelay(
                this::look, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Looks at the files once. Whatever is wrong with them is told to the listener and not thrown. */
    public synchronized void look() {
        var seen = Optional.<C>empty();
        try {
            var contents = source.read();
            seen = Optional.of(contents);
            if (contents.equals(used)) {
                settle();
            } else if (isWorthTrying(contents)) {
                use(contents, source.load(contents));
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

    private void use(C contents, T next) {
        used = contents;
        current = next;
        failure = Optional.empty();
        events.replaced(next);
    }

    /** Trying costs a key derivation, so what was told waits for its next turn. */
    private boolean isWorthTrying(C contents) {
        return lastOf(Optional.of(contents)).filter(this::isResting).isEmpty();
    }

    private void fail(Optional<C> seen, UnusableKeyException why) {
        var last = lastOf(seen);
        if (last.filter(this::isResting).isPresent()) {
            return;
        }
        failure = Optional.of(new Failure<>(seen, clock.instant(), last.isPresent()));
        if (last.isPresent()) {
            events.refused(why);
        }
    }

    private Optional<Failure<C>> lastOf(Optional<C> contents) {
        return failure.filter(last -> last.contents().equals(contents));
    }

    private boolean isResting(Failure<C> last) {
        return last.told() && clock.instant().isBefore(last.at().plus(PATIENCE));
    }
}
