/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca;

import dev.bulla.ca.certificate.IssuingChain;
import dev.bulla.ca.certificate.IssuingKey;
import dev.bulla.ca.config.SignerTarget;
import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.data.KnownKey;
import dev.bulla.ca.observe.Alarm;
import dev.bulla.ca.observe.Alarms;
import dev.bulla.ca.observe.ChainEnd;
import dev.bulla.ca.observe.Metrics;
import dev.bulla.ca.signing.FileKey;
import dev.bulla.ca.signing.Handover;
import dev.bulla.ca.signing.KeyFileEvents;
import dev.bulla.ca.signing.KeyFiles;
import dev.bulla.ca.signing.PairFolder;
import dev.bulla.ca.signing.ThrowawayKey;
import dev.bulla.ca.signing.UnusableKeyException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The signing key that the settings name, and the clock that looks after it. */
record SignerWiring(SignerTarget target, Supplier<IssuingKey> key, ScheduledExecutorService ticker)
        implements AutoCloseable {
    private static final Logger LOG = System.getLogger(SignerWiring.class.getName());

    /** Who hears of the key: operators, and those who ask for its chain later. */
    record Listeners(Alarms alarms, Metrics metrics, PublicRecord record) {}

    static SignerWiring of(SignerTarget target, Crypto crypto, InstantSource clock, Listeners listeners) {
        var ticker = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("signing-key").daemon().factory());
        Supplier<IssuingKey> key = switch (target) {
            case SignerTarget.Throwaway none -> {
                var made = ThrowawayKey.make(crypto, clock, new SecureRandom());
                yield () -> made;
            }
            case SignerTarget.Files files -> files(files, crypto, clock, listeners, ticker);
        };
        listeners.record().chain(key.get().chain().bundlePem());
        var end = ChainEnd.ofAuthority(() -> key.get().chain(), clock, listeners.alarms(), listeners.metrics());
        var _ = ticker.scheduleWithFixedDelay(end::look, 0, 1, TimeUnit.HOURS);
        return new SignerWiring(target, key, ticker);
    }

    private static FileKey files(
            SignerTarget.Files files,
            Crypto crypto,
            InstantSource clock,
            Listeners listeners,
            ScheduledExecutorService ticker) {
        var read = new KeyFiles(files.chain(), files.key(), files.password());
        var key = start(read, () -> new FileKey(read, crypto, clock, events(read, listeners)));
        if (files.watch()) {
            var _ = key.watch(ticker);
        }
        return key;
    }

    private static FileKey start(KeyFiles files, Supplier<FileKey> key) {
        try {
            return key.get();
        } catch (UnusableKeyException e) {
            throw Handover.explained(e, files, PairFolder.Role.AUTHORITY);
        }
    }

    private static KeyFileEvents events(KeyFiles files, Listeners listeners) {
        var alarms = listeners.alarms();
        return new KeyFileEvents() {
            @Override
            public void replaced(IssuingChain chain) {
                alarms.clear(Alarm.KEY_FILES_REFUSED);
                listeners.record().chain(chain.bundlePem());
                LOG.log(Level.INFO, "the signing key was replaced; its chain ends at {0}", chain.end());
            }

            @Override
            public void refused(UnusableKeyException why) {
                var explained = Handover.explained(why, files, PairFolder.Role.AUTHORITY);
                alarms.raise(Alarm.KEY_FILES_REFUSED, String.valueOf(explained.getMessage()));
            }

            @Override
            public void restored() {
                alarms.clear(Alarm.KEY_FILES_REFUSED);
            }
        };
    }

    /** One that is thrown away is not rotated. */
    Stream<RotationWatch.Signing> rotated() {
        return target instanceof SignerTarget.Files
                ? Stream.of(new RotationWatch.Signing(
                        KnownKey.Kind.AUTHORITY, () -> key.get().chain().bundlePem(), Alarm.KEY_NOT_PUBLISHED))
                : Stream.empty();
    }

    /** What the readiness page says about it. */
    String fact() {
        var chain = key.get().chain();
        return chain.certificates().getFirst().getSubjectX500Principal().getName() + ", "
                + chain.algorithm().jcaName() + ", chain ends " + chain.end();
    }

    @Override
    public void close() {
        ticker.shutdownNow();
    }
}
