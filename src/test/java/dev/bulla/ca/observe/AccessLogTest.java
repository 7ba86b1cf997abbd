/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ca.observe.AccessLine.Asked;
import dev.bulla.ca.observe.AccessLine.Got;
import dev.bulla.ca.testing.Eventually;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class AccessLogTest {
    private static final int FLOOD = 50_000;

    @TempDir
    private Path folder;

    private final Metrics metrics = new Metrics();

    /** A disk that can be told to take its time or nothing. */
    private static final class Disk implements AuditSink {
        private final AtomicInteger lines = new AtomicInteger();
        private volatile CountDownLatch mayWrite = new CountDownLatch(0);
        private volatile boolean full;

        @Override
        public void ready() {}

        @Override
        public void append(String text) throws IOException {
            try {
                mayWrite.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            if (full) {
                throw new IOException("told to be full");
            }
            lines.addAndGet((int) text.lines().count());
        }
    }

    @Test
    void aLineSaysWhatWasAskedAndAnswered() throws IOException {
        var file = folder.resolve("logs/access.jsonl");
        var peer = new InetSocketAddress("192.0.2.7", 4711);
        try (var log = AccessLog.toFile(file, metrics)) {
            log.add(new AccessLine(
                    Instant.parse("2026-11-21T10:15:30Z"),
                    "abc",
                    Optional.of(peer),
                    new Asked("http", "post", "service/Method"),
                    new Got(400, 3, 120, 1_500_000)));
        }

        assertThat(Files.readString(file))
                .isEqualTo(
                        "{\"time\":\"2026-11-21T10:15:30Z\",\"request\":\"abc\",\"protocol\":\"http\",\"method\":\"post\","
                                + "\"route\":\"service/Method\",\"status\":400,\"code\":3,\"bytes\":120,\"seconds\":0.0015,"
                                + "\"peer\":\"192.0.2.7:4711\"}\n");
    }

    @Test
    void nobodyWaitsForASlowDiskAndWhatIsLostIsCounted() throws IOException {
        var disk = new Disk();
        disk.mayWrite = new CountDownLatch(1);
        try (var log = new AccessLog(disk, metrics)) {
            flood(log);

            assertThat(disk.lines).hasValue(0);
            assertThat(lost()).isPositive();
            disk.mayWrite.countDown();
            Eventually.holds(() -> disk.lines.get() + lost() == FLOOD);
        }
    }

    @Test
    void aFullDiskLosesLinesUntilThereIsRoom() throws IOException {
        var disk = new Disk();
        disk.full = true;
        try (var log = new AccessLog(disk, metrics)) {
            log.add(line());
            Eventually.holds(() -> lost() == 1);

            disk.full = false;
            log.add(line());

            Eventually.holds(() -> disk.lines.get() == 1);
            assertThat(lost()).isEqualTo(1);
        }
    }

    @Test
    void whatWaitsIsWrittenAtTheEnd() throws IOException {
        var disk = new Disk();
        var log = new AccessLog(disk, metrics);
        for (int i = 0; i < 2_000; i++) {
            log.add(line());
        }

        log.close();

        assertThat(disk.lines).hasValue(2_000);
    }

    private static void flood(AccessLog log) {
        for (int i = 0; i < FLOOD; i++) {
            log.add(line());
        }
    }

    private static AccessLine line() {
        return new AccessLine(
                Instant.EPOCH, "id", Optional.empty(), new Asked("grpc", "post", ""), new Got(200, 0, 1, 1));
    }

    private long lost() {
        return metrics.page()
                .lines()
                .filter(line -> line.startsWith("bulla_access_lines_lost_total "))
                .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(' ') + 1)))
                .sum();
    }
}
