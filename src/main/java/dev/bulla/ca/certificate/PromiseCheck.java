/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.certificate;

import dev.bulla.ca.fault.Backend;
import dev.bulla.ca.fault.FailedException;
import dev.bulla.ctlog.InvalidInputException;
import dev.bulla.ctlog.LogKey;
import dev.bulla.ctlog.LoggedEntry;
import dev.bulla.ctlog.SignedCertificateTimestamp;
import dev.bulla.ctlog.UntrustedTimestampException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether what came back from the log is worth a certificate.
 *
 * <p>The promised time must lie between the making of the precertificate and now, give or take a little for clocks that
 * differ: the log cannot have promised what did not exist, and the future is not its to promise.
 */
final class PromiseCheck {
    private static final Duration CLOCKS_APART = Duration.ofSeconds(5);

    private final Supplier<List<LogKey>> logs;
    private final InstantSource clock;

    PromiseCheck(Supplier<List<LogKey>> logs, InstantSource clock) {
        this.logs = logs;
        this.clock = clock;
    }

    /** What the certificate may carry in the place of the poison. */
    Tail tailFor(Precertificate precertificate, LogReceipt receipt) {
        return switch (receipt) {
            case LogReceipt.Logged logged -> {
                checkSignature(precertificate.entry(), logged.timestamp());
                checkTime(precertificate.madeAt(), logged.timestamp());
                checkExtensions(logged.timestamp());
                yield new Tail.Promise(logged.timestamp());
            }
            case LogReceipt.NotLogged none -> {
                requireNoLogs();
                yield Tail.Nothing.NOTHING;
            }
        };
    }

    private void checkSignature(LoggedEntry entry, SignedCertificateTimestamp timestamp) {
        var log = logs.get().stream()
                .filter(it -> it.id().equals(timestamp.logId()))
                .findFirst()
                .orElseThrow(() ->
                        failed("the timestamp is of log " + timestamp.logId() + ", which is not configured", null));
        try {
            log.verify(entry, timestamp);
        } catch (UntrustedTimestampException e) {
            throw failed("the timestamp must not be believed: " + e.getMessage(), e);
        }
    }

    private void checkTime(Instant made, SignedCertificateTimestamp timestamp) {
        var promised = Instant.ofEpochMilli(timestamp.timestamp());
        var now = clock.instant();
        if (promised.isBefore(made.minus(CLOCKS_APART))) {
            throw failed(
                    "the log's time is %s before the precertificate".formatted(Duration.between(promised, made)), null);
        }
        if (promised.isAfter(now.plus(CLOCKS_APART))) {
            throw failed("the log's time is %s ahead of ours".formatted(Duration.between(now, promised)), null);
        }
    }

    /** Verifiers read the place of the entry from here; a certificate must not carry what they cannot read. */
    private static void checkExtensions(SignedCertificateTimestamp timestamp) {
        try {
            timestamp.extensions().leafIndex();
        } catch (InvalidInputException e) {
            throw failed("the timestamp cannot be read: " + e.getMessage(), e);
        }
    }

    /** Whoever configured a log did not mean certificates that no log has seen. */
    private void requireNoLogs() {
        if (!logs.get().isEmpty()) {
            throw failed("a log is configured and nothing was logged", null);
        }
    }

    private static FailedException failed(String found, @Nullable Throwable cause) {
        return new FailedException(Backend.LOG, found, cause);
    }
}
