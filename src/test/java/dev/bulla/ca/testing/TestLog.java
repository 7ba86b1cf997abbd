/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.testing;

import dev.bulla.ca.certificate.LogReceipt;
import dev.bulla.ca.certificate.Precertificate;
import dev.bulla.ca.certificate.TransparencyLog;
import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ctlog.LogKey;
import dev.bulla.ctlog.LogSigner;
import dev.bulla.ctlog.LoggedEntry;
import dev.bulla.ctlog.SignedCertificateTimestamp;
import dev.bulla.ctlog.TimestampExtensions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A log that keeps no tree and signs whatever it is given. It misbehaves when it is told to. */
public final class TestLog implements TransparencyLog {
    private final LogSigner signer;
    private final InstantSource clock;
    private Supplier<TimestampExtensions> extensions = new LeafIndexes();
    private Duration clockError = Duration.ZERO;
    private UnaryOperator<SignedCertificateTimestamp> change = UnaryOperator.identity();
    private @Nullable LoggedEntry fixedEntry;

    public TestLog(InstantSource clock, Crypto crypto) {
        var keys = KeyKind.P256.generate(crypto);
        var publicKey = LogKey.of(keys.getPublic().getEncoded(), crypto.provider());
        this.signer = LogSigner.of(keys.getPrivate(), publicKey, crypto.provider());
        this.clock = clock;
    }

    public LogKey key() {
        return signer.publicKey();
    }

    /** Its clock is ahead by this much, or behind if it is negative. */
    public TestLog withClockAhead(Duration ahead) {
        this.clockError = ahead;
        return this;
    }

    /** It signs these extensions instead of the number of the entry. */
    public TestLog withExtensions(TimestampExtensions others) {
        this.extensions = () -> others;
        return this;
    }

    /** It answers every submission with a promise for this entry. */
    public TestLog promisingAlways(LoggedEntry entry) {
        this.fixedEntry = entry;
        return this;
    }

    /** Something happens to its answers after they are signed. */
    public TestLog answering(UnaryOperator<SignedCertificateTimestamp> change) {
        this.change = change;
        return this;
    }

    @Override
    public Supplier<LogReceipt> submit(Precertificate precertificate) {
        return () -> receipt(precertificate);
    }

    private LogReceipt receipt(Precertificate precertificate) {
        var entry = fixedEntry == null ? precertificate.entry() : fixedEntry;
        var promised = signer.sign(entry, clock.instant().plus(clockError).toEpochMilli(), extensions.get());
        return new LogReceipt.Logged(change.apply(promised));
    }

    /** Counts up, as a log does. */
    private static final class LeafIndexes implements Supplier<TimestampExtensions> {
        private long next;

        @Override
        public TimestampExtensions get() {
            return TimestampExtensions.ofLeafIndex(next++);
        }
    }
}
