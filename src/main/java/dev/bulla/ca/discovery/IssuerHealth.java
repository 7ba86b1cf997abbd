/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.discovery;

import dev.bulla.ca.token.KeySet;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * How an issuer does, for operators: a configured one, or all issuers of one pattern together, of which the latest news
 * counts. So there are as many of these as entries in the configuration, whatever tokens name.
 */
public final class IssuerHealth {
    private static final int LONGEST_REASON = 300;

    private final InstantSource clock;
    private final LongAdder fetches = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private volatile @Nullable Success success;
    private volatile @Nullable Failure failure;

    private record Success(int usable, Instant at) {}

    private record Failure(String reason, Instant since) {}

    public IssuerHealth(InstantSource clock) {
        this.clock = clock;
    }

    void fetched(KeySet keys) {
        fetches.increment();
        success = new Success(keys.usable(), clock.instant());
        failure = null;
    }

    void failed(String reason) {
        failures.increment();
        var before = failure;
        failure = new Failure(printable(reason), before == null ? clock.instant() : before.since());
    }

    /** What a server sent may be part of a reason, and must neither fill a page nor begin a line of it. */
    private static String printable(String reason) {
        var line = reason.replaceAll("\\p{Cntrl}", " ");
        return line.length() <= LONGEST_REASON ? line : line.substring(0, LONGEST_REASON) + "...";
    }

    /** Whether the keys were there when we last looked. */
    public boolean isUp() {
        return success != null && failure == null;
    }

    public long fetches() {
        return fetches.sum();
    }

    public long failures() {
        return failures.sum();
    }

    /** How many keys can verify tokens. */
    public int usableKeys() {
        var last = success;
        return last == null ? 0 : last.usable();
    }

    /** Since when we have the newest keys. */
    public Optional<Duration> age() {
        return Optional.ofNullable(success).map(last -> Duration.between(last.at(), clock.instant()));
    }

    /** All of it in a line for people. */
    public String line() {
        var bad = failure;
        var keys = age().map(age -> usableKeys() + " keys, " + age.toSeconds() + " s old");
        if (bad == null) {
            return keys.orElse("not asked yet");
        }
        var since = Duration.between(bad.since(), clock.instant()).toSeconds();
        return "FAILING for " + since + " s, " + keys.orElse("no keys") + "; last error: " + bad.reason();
    }
}
