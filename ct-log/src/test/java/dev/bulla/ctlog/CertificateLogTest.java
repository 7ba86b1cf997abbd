/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.Note;
import dev.bulla.ctlog.codec.SignedTreeHead;
import dev.bulla.ctlog.codec.TreeHead;
import dev.bulla.ctlog.testing.Providers;
import dev.bulla.ctlog.testing.TestChain;
import dev.bulla.ctlog.testing.TestKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.Provider;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole log in a real folder, as an authority uses it. */
class CertificateLogTest {
    private static final Provider PROVIDER = Providers.all().reduce((a, b) -> b).orElseThrow();
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final TestChain CHAIN = TestChain.of(TestKeys.P256);
    private static final KeyPair KEYS = TestKeys.P256.make();

    @TempDir
    private Path folder;

    private CertificateLog log;

    @BeforeEach
    void openLog() throws LogStartException {
        log = open();
    }

    @AfterEach
    void closeLog() throws IOException {
        log.close();
    }

    @Test
    void promisesWhatItHolds() throws Exception {
        var timestamp = submit("one");

        var entry =
                LoggedEntry.ofPrecertificate(CHAIN.precertificate("one").toArray(), IssuerKeyHash.ofKey(issuerKey()));
        assertThat(timestamp.extensions().leafIndex()).hasValue(0);
        assertThat(head().size()).isEqualTo(1);
        assertThat(entry).isNotNull();
    }

    @Test
    void hasEveryEntryAtItsPlaceWhenItIsOpenedAgain() throws Exception {
        for (var i = 0; i < 300; i++) {
            assertThat(submit("entry " + i).extensions().leafIndex()).hasValue(i);
        }
        var before = head();
        log.close();

        log = open();

        assertThat(head().size()).isEqualTo(300);
        assertThat(head().root()).isEqualTo(before.root());
        assertThat(submit("one more").extensions().leafIndex()).hasValue(300);
        assertThat(folder.resolve("log/2026/tile/data/000")).exists();
        assertThat(folder.resolve("log/2026/tile/0/000")).hasSize(256 * 32L);
    }

    @Test
    void givesTheSamePlaceToTheSameSubmission() throws Exception {
        var certificate = CHAIN.below(CHAIN.precertificate("twice"));
        var first = submit(certificate);
        submit("between");

        var again = submit(certificate);

        assertThat(again.timestamp()).isEqualTo(first.timestamp());
        assertThat(again.extensions()).isEqualTo(first.extensions());
        assertThat(head().size()).isEqualTo(2);
    }

    @Test
    void refusesAnOldCopyOfItself() throws Exception {
        submit("kept");
        log.close();
        var copy = folder.resolve("copy");
        copyTree(folder.resolve("log/2026"), copy);
        log = open();
        submit("lost by the copy");
        log.close();
        deleteTree(folder.resolve("log/2026"));
        copyTree(copy, folder.resolve("log/2026"));

        assertThatThrownBy(this::open)
                .isInstanceOf(LogStartException.class)
                .hasMessageContaining("the folder is an old copy");
    }

    @Test
    void refusesTheLogOfAnotherKey() throws Exception {
        log.close();

        assertThatThrownBy(() -> open(TestKeys.P256.make()))
                .isInstanceOf(LogStartException.class)
                .hasMessageContaining("use the log's own key");
    }

    @Test
    void refusesWhatIsNotSignedByItsAuthority() {
        var stranger = TestChain.of(TestKeys.P256);

        assertThatThrownBy(() -> log.submit(arrays(stranger.below(stranger.precertificate("stranger")))))
                .isInstanceOfSatisfying(
                        NotLoggedException.class,
                        e -> assertThat(e.reason()).isEqualTo(NotLoggedException.Reason.REFUSED));
    }

    private SignedCertificateTimestamp submit(String name) throws InterruptedException {
        return submit(CHAIN.below(CHAIN.precertificate(name)));
    }

    private SignedCertificateTimestamp submit(List<Bytes> chain) throws InterruptedException {
        return log.submit(arrays(chain)).await(LONG);
    }

    private static List<byte[]> arrays(List<Bytes> chain) {
        return chain.stream().map(Bytes::toArray).toList();
    }

    private static byte[] issuerKey() {
        try {
            var factory = java.security.cert.CertificateFactory.getInstance("X.509");
            var certificate = factory.generateCertificate(new java.io.ByteArrayInputStream(
                    CHAIN.certificates().getFirst().toArray()));
            return certificate.getPublicKey().getEncoded();
        } catch (java.security.cert.CertificateException e) {
            throw new IllegalStateException("Bouncy Castle made it", e);
        }
    }

    private TreeHead head() {
        var answer = log.read(new ReadRequest("GET", "checkpoint", "", false, Optional.empty()));
        assertThat(answer.status()).as(new String(answer.body(), UTF_8)).isEqualTo(200);
        return SignedTreeHead.of(
                        Note.parse(Bytes.view(answer.body())),
                        "log.example/2026",
                        log.key().id().value())
                .head();
    }

    private CertificateLog open() throws LogStartException {
        return open(KEYS);
    }

    private CertificateLog open(KeyPair keys) throws LogStartException {
        var key = LogKey.of(keys.getPublic().getEncoded(), PROVIDER);
        var opened = CertificateLog.open(
                new LogSettings(
                        "2026",
                        folder.resolve("log/2026"),
                        folder.resolve("anchor"),
                        new LogSettings.Facts(
                                "log.example/2026",
                                Instant.parse("2026-01-01T00:00:00Z"),
                                Instant.parse("2027-01-01T00:00:00Z"),
                                true),
                        1 << 20,
                        "test"),
                new CertificateLog.Keys(LogSigner.of(keys.getPrivate(), key, PROVIDER), List.of()),
                new CertificateLog.Surroundings(InstantSource.system(), PROVIDER, new QuietEvents()));
        opened.accept(arrays(CHAIN.certificates()));
        return opened;
    }

    private static void copyTree(Path from, Path to) throws IOException {
        try (var paths = Files.walk(from)) {
            for (var path : (Iterable<Path>) paths::iterator) {
                var target = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(path, target);
                }
            }
        }
    }

    private static void deleteTree(Path tree) throws IOException {
        try (var paths = Files.walk(tree)) {
            for (var path : paths.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
