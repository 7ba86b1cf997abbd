/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.api;

import dev.bulla.ca.fault.Refusal;
import dev.bulla.ca.fault.RefusedException;
import dev.bulla.ca.trace.Trace;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.helidon.webserver.CloseConnectionException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Until when a client over HTTP wants its answer, as its header says in gRPC's notation. Most clients say nothing. */
final class ClientDeadline {
    private static final HeaderName HEADER = HeaderNames.create("Grpc-Timeout");

    /** More than any request lives, and few enough nanoseconds to be added to any time. */
    private static final long LONGEST = TimeUnit.DAYS.toNanos(365);

    private static final ClientDeadline NONE = new ClientDeadline(0, false);

    private final long nanoTime;
    private final boolean given;

    private ClientDeadline(long nanoTime, boolean given) {
        this.nanoTime = nanoTime;
        this.given = given;
    }

    /** Counts from now. Refuses what is no time, and finds one that is negative over already; a time of zero is none. */
    static ClientDeadline of(Headers request) {
        var timeout = request.first(HEADER).orElse("");
        if (timeout.isEmpty()) {
            return NONE;
        }
        var nanos = Math.min(nanos(timeout), LONGEST);
        if (nanos < 0) {
            throw passed();
        }
        return nanos == 0 ? NONE : new ClientDeadline(System.nanoTime() + nanos, true);
    }

    private static long nanos(String timeout) {
        var digits = timeout.length() - 1;
        try {
            return unit(timeout.charAt(digits)).toNanos(Long.parseLong(timeout.substring(0, digits)));
        } catch (NumberFormatException e) {
            throw unreadable();
        }
    }

    private static TimeUnit unit(char letter) {
        return switch (letter) {
            case 'H' -> TimeUnit.HOURS;
            case 'M' -> TimeUnit.MINUTES;
            case 'S' -> TimeUnit.SECONDS;
            case 'm' -> TimeUnit.MILLISECONDS;
            case 'u' -> TimeUnit.MICROSECONDS;
            case 'n' -> TimeUnit.NANOSECONDS;
            default -> throw unreadable();
        };
    }

    private static RefusedException passed() {
        return new RefusedException(Refusal.DEADLINE_PASSED, "the client's deadline has passed");
    }

    private static RefusedException unreadable() {
        return RefusedException.saying(Refusal.REQUEST_UNREADABLE, "invalid grpc-timeout");
    }

    /**
     * Does the work, and stops waiting for it when the time is over. The work itself goes on to its end: to interrupt it would
     * close the files that it writes.
     */
    <T> T await(Supplier<T> work) {
        if (!given) {
            return work.get();
        }
        var left = nanoTime - System.nanoTime();
        if (left <= 0) {
            throw passed();
        }
        var outcome = new CompletableFuture<Supplier<T>>();
        var trace = Trace.current();
        Thread.startVirtualThread(() -> trace.within(() -> outcome.complete(outcome(work))));
        try {
            return outcome.get(left, TimeUnit.NANOSECONDS).get();
        } catch (TimeoutException e) {
            throw passed();
        } catch (InterruptedException e) {
            throw new CloseConnectionException("the server stops", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("an outcome is never a failure", e);
        }
    }

    /** Gives or throws what the work did. */
    private static <T> Supplier<T> outcome(Supplier<T> work) {
        try {
            var result = work.get();
            return () -> result;
        } catch (RuntimeException e) {
            return () -> {
                throw e;
            };
        } catch (Error e) {
            return () -> {
                throw e;
            };
        }
    }
}
