/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca;

import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.data.DataFolder;
import dev.bulla.ca.observe.Alarm;
import dev.bulla.ca.observe.Alarms;
import dev.bulla.ca.observe.Gauge;
import dev.bulla.ca.observe.Metrics;
import dev.bulla.ca.signing.StoredKey;
import dev.bulla.ca.tuf.Role;
import dev.bulla.ca.tuf.TufRepository;
import dev.bulla.ca.tuf.TufSigner;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Keeps the TUF repository of a server fresh, if it has one: signs with the online key when half of a time is over, and says long
 * before when a person with the offline keys is needed.
 */
final class TufKeeper implements AutoCloseable {
    private static final Logger LOG = System.getLogger(TufKeeper.class.getName());
    private static final Duration INTERVAL = Duration.ofMinutes(1);

    /** What takes a person is told a month before, what a server does by itself when it is about to fail. */
    private static final Map<Role, Duration> SOON = Map.of(
            Role.ROOT, Duration.ofDays(30),
            Role.TARGETS, Duration.ofDays(30),
            Role.SNAPSHOT, Duration.ofDays(2),
            Role.TIMESTAMP, Duration.ofDays(2));

    private final TufRepository repository;
    private final StoredKey online;
    private final Around around;
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("tuf").daemon().factory());
    private Optional<Gauge> ends = Optional.empty();

    record Around(Crypto crypto, InstantSource clock, Alarms alarms, Metrics metrics) {}

    TufKeeper(DataFolder folder, String password, Around around) {
        this.repository = new TufRepository(folder.tuf());
        this.online = new StoredKey(folder.tufKey(), password);
        this.around = around;
    }

    TufKeeper start() {
        var _ = ticker.scheduleWithFixedDelay(this::look, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        return this;
    }

    /** Whatever goes wrong is told and not thrown, or nobody would ever look again. */
    void look() {
        try {
            if (repository.exists()) {
                tend(around.clock().instant());
            }
        } catch (IOException | RuntimeException e) {
            around.alarms().raise(Alarm.TUF_METADATA_ENDS, "the repository cannot be kept: " + e.getMessage());
        }
    }

    private void tend(Instant now) throws IOException {
        // Without the key, a command on another machine renews it, and the folder is copied here.
        if (repository.isDue(now) && Files.exists(online.file())) {
            repository.renew(TufSigner.of(online.read(around.crypto())), now);
            LOG.log(Level.INFO, "the TUF repository was signed anew");
        }
        var all = repository.ends();
        show(all);
        var late = new TreeMap<String, Instant>();
        all.forEach((role, end) -> {
            if (now.plus(SOON.get(role)).isAfter(end)) {
                late.put(role.word(), end);
            }
        });
        if (late.isEmpty()) {
            around.alarms().clear(Alarm.TUF_METADATA_ENDS);
        } else {
            around.alarms().raise(Alarm.TUF_METADATA_ENDS, words(late));
        }
    }

    private void show(Map<Role, Instant> all) {
        var gauge = ends.orElseGet(() -> around.metrics()
                .gauge("bulla_tuf_metadata_end_seconds", "When what the role says ends, Unix time.", "role"));
        ends = Optional.of(gauge);
        all.forEach((role, end) -> gauge.is(end::getEpochSecond, role.word()));
    }

    private static String words(Map<String, Instant> late) {
        var words = new StringBuilder();
        late.forEach((role, end) -> words.append(words.isEmpty() ? "" : "; ")
                .append(role)
                .append(" ends at ")
                .append(end));
        return words.append(": bulla trust tuf sign and, for the root, rotate sign it anew")
                .toString();
    }

    @Override
    public void close() {
        ticker.shutdownNow();
    }
}
