/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.transparency;

import dev.bulla.ca.certificate.IssuingChain;
import dev.bulla.ca.certificate.LogReceipt;
import dev.bulla.ca.certificate.Precertificate;
import dev.bulla.ca.certificate.TransparencyLog;
import dev.bulla.ca.fault.Backend;
import dev.bulla.ca.fault.FailedException;
import dev.bulla.ca.fault.OrphanedException;
import dev.bulla.ca.fault.UnavailableException;
import dev.bulla.ca.x509.Bytes;
import dev.bulla.ctlog.NotLoggedException;
import dev.bulla.ctlog.ShardedLog;
import dev.bulla.ctlog.SignedCertificateTimestamp;
import dev.bulla.ctlog.Submission;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A log in this process, in one shard or several. Its promise comes when the entry is durable and everybody can read it, and is checked like any other. */
public final class EmbeddedLog implements TransparencyLog {
    private final ShardedLog log;
    private final Duration patience;
    private final AtomicReference<@Nullable Authority> latest = new AtomicReference<>();

    /** A chain of ours that the log accepts, in the form in which it wants it. */
    private record Authority(IssuingChain chain, List<byte[]> certificates) {}

    /** @param patience how long an entry may take */
    public EmbeddedLog(ShardedLog log, Duration patience) {
        this.log = log;
        this.patience = patience;
    }

    @Override
    public Supplier<LogReceipt> submit(Precertificate precertificate) {
        var authority = accepted(precertificate.chain());
        var chain = Stream.concat(Stream.of(precertificate.der().array()), authority.certificates().stream())
                .toList();
        var submission = orExplained(() -> log.submit(chain));
        return () -> new LogReceipt.Logged(orExplained(() -> promise(submission)));
    }

    private static <T> T orExplained(Supplier<T> attempt) {
        try {
            return attempt.get();
        } catch (NotLoggedException e) {
            throw explained(e);
        }
    }

    /** The log is told of our chain when it first signs, and when it changed. */
    private Authority accepted(IssuingChain chain) {
        var known = latest.get();
        if (known != null && known.chain() == chain) {
            return known;
        }
        var fresh =
                new Authority(chain, chain.encoded().stream().map(Bytes::array).toList());
        log.accept(fresh.certificates());
        latest.set(fresh);
        return fresh;
    }

    private SignedCertificateTimestamp promise(Submission submission) {
        try {
            return submission.await(patience);
        } catch (NotLoggedException e) {
            if (e.reason() == NotLoggedException.Reason.TIMED_OUT) {
                throw givenUp(submission, e);
            }
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw givenUp(submission, e);
        }
    }

    /** Nothing may be issued any more: what matters is whether the log has the entry all the same. */
    private static RuntimeException givenUp(Submission submission, Exception cause) {
        return switch (submission.giveUp()) {
            case REMOVED -> new UnavailableException(Backend.LOG, "our log: given up: " + cause.getMessage(), cause);
            case LOGGED -> new OrphanedException("our log: given up too late to take the entry back", cause);
            case UNKNOWN -> new OrphanedException("our log: given up, and the entry may be logged", cause);
        };
    }

    private static RuntimeException explained(NotLoggedException e) {
        var detail = "our log: " + e.getMessage();
        return switch (e.reason()) {
            case REFUSED, RETIRED -> new FailedException(Backend.LOG, detail, e);
            case BUSY, STOPPED, TIMED_OUT -> new UnavailableException(Backend.LOG, detail, e);
            case OUTCOME_UNKNOWN -> new OrphanedException(detail, e);
        };
    }
}
