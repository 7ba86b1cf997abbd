/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.LogEntry;
import dev.bulla.ctlog.codec.PrecertificateSurgery;
import dev.bulla.ctlog.sequence.Draft;
import dev.bulla.ctlog.sequence.NotEnteredException;
import dev.bulla.ctlog.sequence.Ticket;
import dev.bulla.ctlog.store.OutcomeUnknownException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;
import java.util.function.LongFunction;

/**
 * Fills a log with made-up entries, for measuring how a large one behaves. They take the way of all entries, to the disk
 * and into the tiles, but nobody has signed them, and nobody waits for a promise.
 */
public final class LogFill {
    /** Enough for full batches, and fewer than may wait. */
    private static final int WINDOW = 3_000;

    private static final int REPORTED = 1 << 14;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(5);

    /** A domain that nobody can have (RFC 2606), so no log that anybody relies on can be filled. */
    private static final String NOBODYS = ".invalid";

    private final CertificateLog log;
    private final LongFunction<Draft> drafts;

    private LogFill(CertificateLog log, LongFunction<Draft> drafts) {
        if (!log.origin().endsWith(NOBODYS)) {
            throw new IllegalArgumentException("only a log whose origin ends with " + NOBODYS + " can be filled");
        }
        this.log = log;
        this.drafts = drafts;
    }

    /**
     * Entries that are the same precertificate but for the eight bytes of a number, which no signature covers.
     *
     * @param chain    a precertificate that the log accepts, and those above it
     * @param numberAt where in the precertificate the number goes, best into its serial number
     */
    public static LogFill ofPrecertificates(CertificateLog log, List<byte[]> chain, int numberAt) {
        return ofPrecertificates(log, chain, number -> {
            var der = chain.getFirst().clone();
            ByteBuffer.wrap(der).putLong(numberAt, number);
            return der;
        });
    }

    /**
     * Entries that somebody makes up.
     *
     * @param chain          a precertificate that the log accepts, and those above it
     * @param precertificate the one with a number, whose signature nobody looks at
     */
    public static LogFill ofPrecertificates(
            CertificateLog log, List<byte[]> chain, LongFunction<byte[]> precertificate) {
        var sample = log.admitted(chain);
        if (!(sample.entry() instanceof LogEntry.Precertificate like)) {
            throw new IllegalArgumentException("the sample is no precertificate");
        }
        return new LogFill(log, number -> {
            var der = Bytes.view(precertificate.apply(number));
            var entry = new LogEntry.Precertificate(like.issuerKeyHash(), PrecertificateSurgery.withoutPoison(der));
            return new Draft(entry.identity(), entry, Optional.of(der), sample.chain());
        });
    }

    /** Entries of so many bytes, which are no certificates at all: to have very many of them. */
    public static LogFill ofBytes(CertificateLog log, int size) {
        return new LogFill(log, number -> {
            var content = new byte[Math.max(size, Long.BYTES)];
            ByteBuffer.wrap(content).putLong(0, number);
            var entry = new LogEntry.Certificate(Bytes.view(content));
            return new Draft(entry.identity(), entry, Optional.empty(), List.of());
        });
    }

    /**
     * Enters the entries with the numbers from 0 on, and returns when all are durable.
     *
     * @param progress hears now and then how many are
     */
    public void add(long count, LongConsumer progress) throws InterruptedException {
        var window = new ArrayDeque<Ticket>(WINDOW);
        for (var number = 0L; number < count; number++) {
            if (window.size() == WINDOW) {
                settle(window.removeFirst());
            }
            window.add(enter(drafts.apply(number)));
            if (number % REPORTED == 0) {
                progress.accept(number);
            }
        }
        while (!window.isEmpty()) {
            settle(window.removeFirst());
        }
        progress.accept(count);
    }

    private Ticket enter(Draft draft) throws InterruptedException {
        while (true) {
            try {
                return log.sequencer().submit(draft);
            } catch (NotEnteredException e) {
                if (e.trouble().isPresent()) {
                    throw TicketSubmission.notEntered(e);
                }
                Thread.sleep(BETWEEN_TRIES);
            }
        }
    }

    private static void settle(Ticket ticket) throws InterruptedException {
        try {
            ticket.await(PATIENCE);
        } catch (NotEnteredException e) {
            throw TicketSubmission.notEntered(e);
        } catch (OutcomeUnknownException | TimeoutException e) {
            throw new IllegalStateException("the log did not say where an entry is", e);
        }
    }
}
