/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.SimpleFileServer;
import com.sun.net.httpserver.SimpleFileServer.OutputLevel;
import dev.bulla.ctlog.testing.TestKeys;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logs that are as they should be, logs that never were, and all that is not a damaged file. */
class LogCheckTest {
    private static final int RECORDED = 678;

    /** Enough for a file of the index. */
    private static final int INDEXED = 4500;

    @TempDir
    private Path folder;

    private LogInFolder made;
    private CheckedFolder own;

    @BeforeEach
    void nameLog() {
        made = new LogInFolder(folder);
        own = new CheckedFolder(made.path(), CheckedFolder.checking(made.key()));
    }

    @Test
    void acceptsTheLogOfAnotherImplementation() throws Exception {
        var report = recorded().withSignatures().check();

        assertThat(report.damaged()).isEmpty();
        assertThat(report.checked()).isEqualTo(RECORDED);
        assertThat(report.head().orElseThrow().size()).isEqualTo(RECORDED);
    }

    @Test
    void acceptsItBehindAnAddressToo() throws Exception {
        var log = recorded();
        var report = served(log);

        assertThat(report.damaged()).isEmpty();
        assertThat(report.checked()).isEqualTo(RECORDED);

        Files.delete(log.path().resolve("tile/0/001"));
        assertThat(served(log).damaged()).extracting(DamagedFile::path).containsExactly("tile/0/001");
    }

    private static CheckReport served(CheckedFolder log) throws Exception {
        var loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        var server = SimpleFileServer.createFileServer(loopback, log.path().toAbsolutePath(), OutputLevel.NONE);
        server.start();
        try {
            var address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
            return new LogCheck(LogInFolder.PROVIDER, log.options()).check(address);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void acceptsTilesThatAreKeptPacked() throws Exception {
        var log = recorded();
        var tile = log.path().resolve("tile/data/000");
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(Files.readAllBytes(tile));
        }
        Files.write(tile, packed.toByteArray());

        assertThat(log.damaged()).isEmpty();
    }

    @Test
    void aTileThatUnpacksToFarTooMuchIsDamaged() throws Exception {
        var log = recorded();
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            for (var mebibyte = 0; mebibyte < 70; mebibyte++) {
                gzip.write(new byte[1 << 20]);
            }
        }
        Files.write(log.path().resolve("tile/data/000"), packed.toByteArray());

        assertThat(log.damaged())
                .singleElement()
                .satisfies(found -> assertThat(found.path()).isEqualTo("tile/data/000"));
    }

    @Test
    void acceptsAnOwnLogOpenAndClosed() throws Exception {
        try (var log = made.open()) {
            add(log, 0, 300);
            assertThat(own.damaged()).isEmpty();
        }
        var report = own.check();

        assertThat(report.damaged()).isEmpty();
        assertThat(report.checked()).isEqualTo(300);
    }

    @Test
    void anEmptyLogIsClean() throws Exception {
        made.open().close();

        assertThat(own.check().damaged()).isEmpty();
    }

    @Test
    void takesTheKeyThatAFolderNamesIfNoneIsGiven() throws Exception {
        made.open().close();

        var report = new LogCheck(LogInFolder.PROVIDER, keyless()).check(made.path());

        assertThat(report.keyFrom()).isEqualTo("log.json");
        assertThat(report.key().id()).isEqualTo(made.key().id());
    }

    @Test
    void aLogOfAnotherKeyIsNotTheLog() throws Exception {
        made.open().close();
        var stranger = made.withKeys(TestKeys.P256.make()).key();

        var damaged = new CheckedFolder(made.path(), CheckedFolder.checking(stranger)).damaged();

        assertThat(damaged).extracting(DamagedFile::path).contains("checkpoint", "log.json");
    }

    @Test
    void findsWhatIsWrongInAnIndex() throws Exception {
        filledWith(INDEXED);
        var index = own.files().stream()
                .filter(file -> file.startsWith("index/"))
                .findFirst()
                .orElseThrow();
        var size = Files.size(made.path().resolve(index));
        for (var at = 0; at < size; at += 1009) {
            var damagedAt = at;
            var found = own.firstDamagedWith(index, content -> {
                content[damagedAt] ^= 1;
                return content;
            });
            assertThat(found.path()).as("byte " + at).isEqualTo(index);
            assertThat(found.rebuildable()).isTrue();
        }
    }

    @Test
    void findsTheIndexOfAnotherLog() throws Exception {
        filledWith(INDEXED);
        var other = new LogInFolder(folder.resolve("other")).named("other.invalid");
        try (var log = other.open()) {
            LogFill.ofBytes(log, 333).add(INDEXED, _ -> {});
        }
        try (var files = Files.list(other.path().resolve("index"))) {
            for (var file : files.toList()) {
                var own = made.path().resolve("index").resolve(file.getFileName());
                assertThat(own).exists();
                Files.delete(own);
                Files.copy(file, own);
            }
        }

        assertThat(own.damaged())
                .filteredOn(found -> found.what().contains("not made from the entries of this log"))
                .isNotEmpty();
    }

    /** The tree is sound, and its entries are nothing that a log may take. */
    @Test
    void findsEntriesThatAreNoCertificates() throws Exception {
        var bench = made.named("bench.invalid");
        try (var log = bench.open()) {
            LogFill.ofBytes(log, 200).add(3, _ -> {});
        }

        assertThat(own.damaged()).singleElement().satisfies(found -> {
            assertThat(found.path()).isEqualTo("tile/data/000.p/3");
            assertThat(found.firstEntry()).isZero();
            assertThat(found.endEntry()).isEqualTo(3);
        });
    }

    @Test
    void onlyWithSignaturesItFindsCertificatesThatNobodySigned() throws Exception {
        filledWith(300);

        assertThat(own.damaged()).isEmpty();
        assertThat(own.withSignatures().damaged())
                .extracting(DamagedFile::path)
                .containsExactly("tile/data/000", "tile/data/001.p/44");
    }

    @Test
    void doesNotReadAgainWhatATrustedCheckpointCovers() throws Exception {
        var trusted = grown(600);
        Files.delete(made.path().resolve("tile/data/000"));

        var report = own.since(trusted).check();

        assertThat(report.damaged()).isEmpty();
        assertThat(report.checked()).isEqualTo(700 - 512);
        assertThat(own.damaged()).extracting(DamagedFile::path).containsExactly("tile/data/000");
    }

    @Test
    void aLogThatDoesNotContinueATrustedCheckpointIsFoundOut() throws Exception {
        var trusted = grown(600);
        var forked = made.movedTo(folder.resolve("fork"));
        try (var log = forked.open()) {
            add(log, 5000, 5700);
        }
        var fork = new CheckedFolder(forked.path(), own.options());

        assertThat(fork.damaged()).isEmpty();
        assertThat(fork.since(trusted).damaged()).singleElement().satisfies(found -> {
            assertThat(found.path()).isEqualTo("checkpoint");
            assertThat(found.what()).contains("does not begin with the tree of the trusted checkpoint");
        });
    }

    @Test
    void aLogThatHasGoneBackIsFoundOut() throws Exception {
        var trusted = grown(600);
        var shorter = made.movedTo(folder.resolve("shorter"));
        try (var log = shorter.open()) {
            add(log, 0, 5);
        }

        assertThat(new CheckedFolder(shorter.path(), own.options())
                        .since(trusted)
                        .damaged())
                .singleElement()
                .satisfies(found -> assertThat(found.what()).contains("the log has gone back"));
    }

    @Test
    void aTrustedCheckpointOfAnotherLogIsRefused() throws Exception {
        grown(1);
        var other = Files.readString(recorded().path().resolve("checkpoint"));

        assertThatThrownBy(() -> own.since(other).check())
                .isInstanceOf(CheckFailedException.class)
                .hasMessageContaining("the trusted checkpoint is not one of this log");
    }

    @Test
    void whatIsNoLogCannotBeChecked() {
        assertThatThrownBy(() -> own.check())
                .isInstanceOf(CheckFailedException.class)
                .hasMessageContaining("there is no checkpoint");
        assertThatThrownBy(() -> new LogCheck(LogInFolder.PROVIDER, keyless()).check(folder))
                .isInstanceOf(CheckFailedException.class)
                .hasMessageContaining("give one");
        assertThatThrownBy(() -> new LogCheck(LogInFolder.PROVIDER, keyless()).check(URI.create("http://localhost:1")))
                .isInstanceOf(CheckFailedException.class)
                .hasMessageContaining("given key");
    }

    @Test
    void looksForNoMoreDamageThanItIsAskedFor() throws Exception {
        filledWith(1100);
        for (var tile = 0; tile < 4; tile++) {
            Files.delete(made.path().resolve("tile/data/00" + tile));
        }
        var options = new LogCheck.Options(Optional.of(made.key()), Optional.empty(), false, 1, 2, (_, _) -> {});

        assertThat(new CheckedFolder(made.path(), options).damaged())
                .extracting(DamagedFile::path)
                .containsExactly("tile/data/000", "tile/data/001");
    }

    @Test
    void tellsHowFarItIs() throws Exception {
        var last = new AtomicLong();
        var options = new LogCheck.Options(
                Optional.of(CheckedFolder.recordedKey()), Optional.empty(), false, 2, 1, (done, all) -> {
                    assertThat(done).isBetween(1L, all);
                    last.accumulateAndGet(done, Math::max);
                });

        new CheckedFolder(recorded().path(), options).check();

        assertThat(last).hasValue(RECORDED);
    }

    private CheckedFolder recorded() throws IOException {
        return CheckedFolder.recorded(folder.resolve("recorded"));
    }

    private LogCheck.Options keyless() {
        return new LogCheck.Options(Optional.empty(), Optional.empty(), false, 1, 10, (_, _) -> {});
    }

    /** A checkpoint of so many entries, from a log that has 700 afterwards. */
    private String grown(int size) throws Exception {
        try (var log = made.open()) {
            add(log, 0, size);
        }
        var checkpoint = Files.readString(made.path().resolve("checkpoint"));
        try (var log = made.open()) {
            add(log, size, 700);
        }
        return checkpoint;
    }

    private void add(CertificateLog log, int from, int to) throws InterruptedException {
        var waiting = new ArrayList<Submission>();
        for (var number = from; number < to; number++) {
            waiting.add(log.submit(
                    LogInFolder.arrays(made.chain().below(made.chain().precertificate("entry " + number)))));
        }
        for (var submission : waiting) {
            submission.await(Duration.ofSeconds(30));
        }
    }

    /** Entries that are certificates of form, and that nobody signed. */
    private void filledWith(int count) throws Exception {
        made = made.named("bench.invalid");
        own = new CheckedFolder(made.path(), CheckedFolder.checking(made.key()));
        var precertificate = made.chain().precertificate("sample of many entries");
        var at = new String(precertificate.toArray(), StandardCharsets.ISO_8859_1).indexOf("sample of many entries");
        try (var log = made.open()) {
            LogFill.ofPrecertificates(log, LogInFolder.arrays(made.chain().below(precertificate)), at)
                    .add(count, _ -> {});
        }
    }
}
