/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The sources of keys of the configuration in use, and the clock that looks after them. */
final class KeysInUse implements AutoCloseable {
    private static final Logger LOG = System.getLogger(KeysInUse.class.getName());
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(10);

    /** However many issuers there are, and whether or not they answer. */
    private static final int ASKED_AT_ONCE = 32;

    private final IssuerOverview overview;
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("issuer-keys").daemon().factory());
    private final ExecutorService tending = Executors.newFixedThreadPool(
            ASKED_AT_ONCE, Thread.ofVirtual().name("issuer-keys-", 0).factory());
    private volatile Map<String, KeySource> sources = Map.of();

    KeysInUse(IssuerOverview overview) {
        this.overview = overview;
    }

    /** From now on these and no others, by the URL or pattern that they are configured under. */
    void use(Map<String, KeySource> next) {
        sources = Map.copyOf(next);
        overview.show(sources);
    }

    /** Begins to look after the keys, and asks for those of all configured issuers in the background. */
    void start() {
        var _ = ticker.scheduleWithFixedDelay(this::look, 0, BETWEEN_LOOKS.toSeconds(), TimeUnit.SECONDS);
    }

    private void look() {
        try {
            tending.invokeAll(sources.values().stream()
                    .map(source -> Executors.callable(() -> tend(source)))
                    .toList());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void tend(KeySource source) {
        try {
            source.tend().run();
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "the keys of an issuer could not be looked after", e);
        }
    }

    @Override
    public void close() {
        ticker.shutdownNow();
        tending.shutdownNow();
    }
}
