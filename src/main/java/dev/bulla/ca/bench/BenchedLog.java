/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bench;

import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ctlog.CertificateLog;
import dev.bulla.ctlog.KeptLog;
import dev.bulla.ctlog.LogEvents;
import dev.bulla.ctlog.LogKey;
import dev.bulla.ctlog.LogSettings;
import dev.bulla.ctlog.LogSigner;
import dev.bulla.ctlog.LogStartException;
import dev.bulla.ctlog.Shard;
import dev.bulla.ctlog.ShardEvents;
import dev.bulla.ctlog.ShardPeriod;
import dev.bulla.ctlog.ShardPlan;
import dev.bulla.ctlog.ShardSource;
import dev.bulla.ctlog.ShardedLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Where a log is made, opened and opened again, with a key that is made for it. */
final class BenchedLog {
    private static final String NAME = "bench";
    private static final String SHARD = "2000";
    static final String ORIGIN = "bench.invalid";
    private static final long RESERVE = 64 << 20;
    private static final int DAYS = 30;

    private final Place place;
    private final Crypto crypto;
    private final LogSigner signer;
    private final List<byte[]> authority;
    private final LogSettings.Facts facts;

    /** Where a log lies, and under which name. */
    record Place(String name, Path log, Path anchor) {}

    /** A log below a folder, with a key that nobody else ever has. */
    BenchedLog(Path folder, Crypto crypto, List<byte[]> authority) {
        this(new Place(NAME, folder.resolve("log"), folder.resolve("anchor")), crypto, authority, keys(crypto));
    }

    BenchedLog(Place place, Crypto crypto, List<byte[]> authority, KeyPair keys) {
        this.place = place;
        this.crypto = crypto;
        this.authority = List.copyOf(authority);
        this.signer = signer(crypto, keys);
        var now = Instant.now().truncatedTo(ChronoUnit.DAYS);
        this.facts = new LogSettings.Facts(ORIGIN, now, now.plus(DAYS, ChronoUnit.DAYS), true);
    }

    /** The log of this authority. */
    CertificateLog open() throws IOException {
        var log = opened();
        log.accept(authority);
        return log;
    }

    /** A log that takes whatever leads to the authority's root, with all that finds the shard of a submission. */
    ShardedLog openForOthers() throws IOException {
        var plan = new ShardPlan(ShardPeriod.NONE, Duration.ZERO, Duration.ZERO);
        try {
            var log = ShardedLog.open(ORIGIN, plan, new OneShard(), InstantSource.system(), ShardEvents.IGNORED);
            log.acceptRoots(List.of(authority.getLast()));
            return log;
        } catch (LogStartException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** All that there is of the log. */
    private final class OneShard implements ShardSource {
        @Override
        public List<Shard> made() {
            return List.of(new Shard(SHARD, facts.start(), facts.end()));
        }

        @Override
        public KeptLog open(Shard shard) throws IOException {
            return opened();
        }
    }

    private CertificateLog opened() throws IOException {
        try {
            return CertificateLog.open(
                    new LogSettings(place.name(), place.log(), place.anchor(), facts, RESERVE, NAME),
                    new CertificateLog.Keys(signer, List.of()),
                    new CertificateLog.Surroundings(InstantSource.system(), crypto.provider(), LogEvents.IGNORED));
        } catch (LogStartException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** Where it is. */
    Path log() {
        return place.log();
    }

    /** What it takes on the disk. */
    long bytes() throws IOException {
        try (var files = Files.walk(log())) {
            var bytes = 0L;
            for (var file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                bytes += Files.size(file);
            }
            return bytes;
        }
    }

    private static KeyPair keys(Crypto crypto) {
        try {
            var generator = crypto.keyPairGenerator("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("P-256 is everywhere", e);
        }
    }

    private static LogSigner signer(Crypto crypto, KeyPair keys) {
        var key = LogKey.of(keys.getPublic().getEncoded(), crypto.provider());
        return LogSigner.of(keys.getPrivate(), key, crypto.provider());
    }
}
