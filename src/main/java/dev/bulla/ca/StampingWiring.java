/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca;

import dev.bulla.ca.config.TimestampSettings;
import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.data.KnownKey;
import dev.bulla.ca.observe.AccessLog;
import dev.bulla.ca.observe.Alarm;
import dev.bulla.ca.observe.Alarms;
import dev.bulla.ca.observe.ChainEnd;
import dev.bulla.ca.observe.Metrics;
import dev.bulla.ca.observe.Readiness;
import dev.bulla.ca.pace.Cores;
import dev.bulla.ca.pace.WalksInFlight;
import dev.bulla.ca.signing.Handover;
import dev.bulla.ca.signing.KeyFiles;
import dev.bulla.ca.signing.PairFolder;
import dev.bulla.ca.signing.Reloaded;
import dev.bulla.ca.signing.StampingFileKey;
import dev.bulla.ca.signing.ThrowawayStampingKey;
import dev.bulla.ca.signing.UnusableKeyException;
import dev.bulla.ca.stamping.StampingSite;
import dev.bulla.ca.timestamp.StampingKey;
import dev.bulla.ca.timestamp.StampingTerms;
import dev.bulla.ca.timestamp.TimestampAuthority;
import dev.bulla.ca.web.Mount;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The time-stamping authority that the settings name, and the clock that looks after its key. */
final class StampingWiring implements AutoCloseable {
    private static final Logger LOG = System.getLogger(StampingWiring.class.getName());

    private final TimestampSettings settings;
    private final Around around;
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("stamping-key").daemon().factory());
    private final Supplier<StampingKey> key;
    private final WalksInFlight walks;

    /** What it shares with the authority that issues, and who hears of it. */
    record Around(Crypto crypto, InstantSource clock, Alarms alarms, Metrics metrics, PublicRecord record) {}

    /** Throws {@link UnusableKeyException} if there is nothing to stamp with. */
    StampingWiring(TimestampSettings settings, Around around) {
        this.settings = settings;
        this.around = around;
        this.key = key();
        this.walks = new WalksInFlight(settings.requestsInFlight());
        around.record().timestampChain(key.get().chain().pem());
        var metrics = around.metrics();
        var end = ChainEnd.ofTimestamps(() -> key.get().chain(), around.clock(), around.alarms(), metrics);
        var _ = ticker.scheduleWithFixedDelay(end::look, 0, 1, TimeUnit.HOURS);
        metrics.gauge("bulla_tsa_requests_in_flight", "Queries for timestamps inside.")
                .is(walks::inside);
        metrics.gauge("bulla_tsa_requests_in_flight_limit", "Queries for timestamps that may be inside.")
                .is(walks::most);
    }

    private Supplier<StampingKey> key() {
        return switch (settings.key()) {
            case TimestampSettings.Throwaway none -> {
                var made = ThrowawayStampingKey.make(around.crypto(), around.clock(), new SecureRandom());
                yield () -> made;
            }
            case TimestampSettings.Files files -> {
                var read = read(new KeyFiles(files.chain(), files.key(), files.password()));
                var _ = read.watch(ticker);
                yield read;
            }
        };
    }

    private StampingFileKey read(KeyFiles files) {
        try {
            return new StampingFileKey(files, around.crypto(), around.clock(), new Told(files, around));
        } catch (UnusableKeyException e) {
            throw Handover.explained(e, files, PairFolder.Role.TIMESTAMPER).about("the time-stamping authority");
        }
    }

    /** What becomes of files that change. */
    private record Told(KeyFiles files, Around around) implements Reloaded.Events<StampingKey> {
        @Override
        public void replaced(StampingKey key) {
            around.alarms().clear(Alarm.TSA_FILES_REFUSED);
            around.record().timestampChain(key.chain().pem());
            LOG.log(
                    Level.INFO,
                    "the key for timestamps was replaced; its chain ends at {0}",
                    key.chain().end());
        }

        @Override
        public void refused(UnusableKeyException why) {
            var explained = Handover.explained(why, files, PairFolder.Role.TIMESTAMPER);
            around.alarms().raise(Alarm.TSA_FILES_REFUSED, String.valueOf(explained.getMessage()));
        }

        @Override
        public void restored() {
            around.alarms().clear(Alarm.TSA_FILES_REFUSED);
        }
    }

    /** One that is thrown away is not rotated. */
    Stream<RotationWatch.Signing> rotated() {
        return settings.key() instanceof TimestampSettings.Files
                ? Stream.of(new RotationWatch.Signing(
                        KnownKey.Kind.TIMESTAMPER, () -> key.get().chain().pem(), Alarm.TSA_KEY_NOT_PUBLISHED))
                : Stream.empty();
    }

    /** What is served beside the API. */
    Mount site(Cores cores, Optional<AccessLog> access) {
        var terms = new StampingTerms(settings.policy(), settings.accuracy());
        return StampingSite.of(
                new TimestampAuthority(key, terms, around.clock(), new SecureRandom()),
                new StampingSite.Doors(walks, cores),
                new StampingObserver(around.metrics(), access, around.clock()));
    }

    /** Says at start and on the readiness page what times are stamped with. */
    void tell(Readiness readiness) {
        LOG.log(Level.INFO, "tsa: " + fact());
        readiness.fact("tsa", this::fact);
    }

    private String fact() {
        var chain = key.get().chain();
        return chain.certificates().getFirst().getSubjectX500Principal().getName() + ", "
                + chain.algorithm().jcaName() + ", chain ends " + chain.end();
    }

    @Override
    public void close() {
        ticker.shutdownNow();
    }
}
