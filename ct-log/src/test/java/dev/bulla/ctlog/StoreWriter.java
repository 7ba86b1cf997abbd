/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Another process with a log in an object store, which submits its entries until its input ends, and tells its parent:
 * {@code waits}, {@code open}, {@code told <number> <index> <timestamp>}, {@code failed <number>}, {@code closed}.
 */
final class StoreWriter {
    private static final FileOutputStream OUT = new FileOutputStream(FileDescriptor.out);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int THREADS = 6;

    private StoreWriter() {}

    /**
     * What all processes of one log share, in a file.
     *
     * @param authority   the certificates above all submissions
     * @param submissions precertificates
     */
    record Shared(KeyPair key, List<byte[]> authority, List<byte[]> submissions) {

        void write(Path file) throws IOException {
            try (var out = new DataOutputStream(Files.newOutputStream(file))) {
                write(
                        out,
                        List.of(key.getPrivate().getEncoded(), key.getPublic().getEncoded()));
                write(out, authority);
                write(out, submissions);
            }
        }

        private static void write(DataOutputStream out, List<byte[]> parts) throws IOException {
            out.writeInt(parts.size());
            for (var part : parts) {
                out.writeInt(part.length);
                out.write(part);
            }
        }

        static Shared read(Path file) throws Exception {
            try (var in = new DataInputStream(Files.newInputStream(file))) {
                var encoded = read(in);
                var keys = KeyFactory.getInstance("EC");
                var pair = new KeyPair(
                        keys.generatePublic(new X509EncodedKeySpec(encoded.getLast())),
                        keys.generatePrivate(new PKCS8EncodedKeySpec(encoded.getFirst())));
                return new Shared(pair, read(in), read(in));
            }
        }

        private static List<byte[]> read(DataInputStream in) throws IOException {
            var parts = new ArrayList<byte[]>();
            for (var left = in.readInt(); left > 0; left--) {
                parts.add(in.readNBytes(in.readInt()));
            }
            return parts;
        }

        List<byte[]> chain(int number) {
            var chain = new ArrayList<byte[]>();
            chain.add(submissions.get(number));
            chain.addAll(authority);
            return chain;
        }
    }

    /** {@code <file> <folder> <endpoint> <region> <bucket> <key id> <secret> <first number> <step>} */
    public static void main(String[] arguments) throws Exception {
        var shared = Shared.read(Path.of(arguments[0]));
        var credentials = new ObjectStore.Credentials(arguments[5], arguments[6], Optional.empty());
        var store = new ObjectStore(
                new ObjectStore.Place(URI.create(arguments[2]), arguments[3], arguments[4], "logs/"),
                new ObjectStore.Entry(() -> credentials, Optional.empty()),
                new ObjectStore.Tempo(TwoProcessesTest.LEASE, Duration.ZERO));
        var log = open(shared, Path.of(arguments[1]), store, new Telling());
        say("open");
        var next = new AtomicInteger(Integer.parseInt(arguments[7]));
        var step = Integer.parseInt(arguments[8]);
        var threads = new ArrayList<Thread>();
        for (var i = 0; i < THREADS; i++) {
            threads.add(Thread.ofVirtual().start(() -> submitAll(log, shared, next, step)));
        }
        while (System.in.read() >= 0) {
            // Whoever started this closes its input when it shall end.
        }
        next.set(Integer.MAX_VALUE / 2);
        for (var thread : threads) {
            thread.join();
        }
        log.close();
        say("closed");
    }

    static CertificateLog open(Shared shared, Path folder, ObjectStore store, LogEvents events)
            throws LogStartException {
        var key = LogKey.of(shared.key().getPublic().getEncoded(), LogInFolder.PROVIDER);
        var facts = new LogSettings.Facts(
                LogInFolder.ORIGIN, Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2027-01-01T00:00:00Z"), true);
        var log = CertificateLog.open(
                new LogSettings("2026", folder.resolve("log"), folder.resolve("anchor"), facts, 1 << 20, "test")
                        .in(store),
                new CertificateLog.Keys(LogSigner.of(shared.key().getPrivate(), key, LogInFolder.PROVIDER), List.of()),
                new CertificateLog.Surroundings(InstantSource.system(), LogInFolder.PROVIDER, events));
        log.accept(shared.authority());
        return log;
    }

    private static void submitAll(CertificateLog log, Shared shared, AtomicInteger next, int step) {
        for (var number = next.getAndAdd(step); number < shared.submissions().size(); number = next.getAndAdd(step)) {
            try {
                var told = log.submit(shared.chain(number)).await(PATIENCE);
                say("told %d %d %d"
                        .formatted(number, told.extensions().leafIndex().orElseThrow(), told.timestamp()));
            } catch (NotLoggedException e) {
                say("failed " + number + " " + e.getMessage());
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static synchronized void say(String line) {
        try {
            OUT.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Telling implements LogEvents {
        @Override
        public void waits(String forWhat) {
            say("waits");
        }

        @Override
        public void committed(int entries, Duration building, Duration writing) {}

        @Override
        public void orphaned(long index) {}

        @Override
        public void published(long size) {}

        @Override
        public void witnessAsked(String witness, String outcome, Duration took) {}

        @Override
        public void troubled(Trouble what, String detail) {
            say("troubled " + what);
        }

        @Override
        public void over(Trouble what) {}
    }
}
