/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.testing.Providers;
import dev.bulla.ctlog.testing.TestChain;
import dev.bulla.ctlog.testing.TestKeys;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.Provider;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** A log in a real folder, with a key and an authority of its own. It can be opened as often as one likes. */
final class LogInFolder {
    static final Provider PROVIDER = Providers.all().reduce((_, last) -> last).orElseThrow();
    static final String ORIGIN = "log.example/2026";

    private static final Duration LONG = Duration.ofSeconds(30);

    private final Path folder;
    private final String origin;
    private final KeyPair keys;
    private final TestChain chain;
    private final Optional<ObjectStore> store;

    LogInFolder(Path folder) {
        this(folder, ORIGIN, TestKeys.P256.make(), TestChain.of(TestKeys.P256));
    }

    private LogInFolder(Path folder, String origin, KeyPair keys, TestChain chain) {
        this(folder, origin, keys, chain, Optional.empty());
    }

    private LogInFolder(Path folder, String origin, KeyPair keys, TestChain chain, Optional<ObjectStore> store) {
        this.store = store;
        this.folder = folder;
        this.origin = origin;
        this.keys = keys;
        this.chain = chain;
    }

    /** A log elsewhere that has all else in common with this one. */
    LogInFolder movedTo(Path other) {
        return new LogInFolder(other, origin, keys, chain, store);
    }

    /** The same log in a store, with what else it needs in its folder. */
    LogInFolder in(ObjectStore other) {
        return new LogInFolder(folder, origin, keys, chain, Optional.of(other));
    }

    LogInFolder named(String other) {
        return new LogInFolder(folder, other, keys, chain);
    }

    LogInFolder withKeys(KeyPair other) {
        return new LogInFolder(folder, origin, other, chain, store);
    }

    /** Where its files are. */
    Path path() {
        return folder.resolve("log/2026");
    }

    TestChain chain() {
        return chain;
    }

    LogKey key() {
        return LogKey.of(keys.getPublic().getEncoded(), PROVIDER);
    }

    CertificateLog open() throws LogStartException {
        return open(InstantSource.system());
    }

    CertificateLog open(InstantSource clock) throws LogStartException {
        var facts = new LogSettings.Facts(
                origin, Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2027-01-01T00:00:00Z"), true);
        var settings = new LogSettings("2026", path(), folder.resolve("anchor"), facts, 1 << 20, "test");
        var opened = CertificateLog.open(
                store.map(settings::in).orElse(settings),
                new CertificateLog.Keys(LogSigner.of(keys.getPrivate(), key(), PROVIDER), List.of()),
                new CertificateLog.Surroundings(clock, PROVIDER, LogEvents.IGNORED));
        opened.accept(arrays(chain.certificates()));
        return opened;
    }

    /** Submits a precertificate of its authority that differs from others by its name. */
    SignedCertificateTimestamp submit(CertificateLog log, String name) throws InterruptedException {
        return log.submit(arrays(chain.below(chain.precertificate(name)))).await(LONG);
    }

    static List<byte[]> arrays(List<Bytes> chain) {
        return chain.stream().map(Bytes::toArray).toList();
    }
}
