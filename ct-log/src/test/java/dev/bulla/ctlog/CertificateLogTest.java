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
import dev.bulla.ctlog.testing.TestChain;
import dev.bulla.ctlog.testing.TestKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole log in a real folder, as an authority uses it. */
class CertificateLogTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    private LogInFolder made;

    private CertificateLog log;

    @BeforeEach
    void openLog() throws LogStartException {
        made = new LogInFolder(folder);
        log = made.open();
    }

    @AfterEach
    void closeLog() throws IOException {
        log.close();
    }

    @Test
    void promisesWhatItHolds() throws Exception {
        var timestamp = submit("one");

        var entry = LoggedEntry.ofPrecertificate(
                made.chain().precertificate("one").toArray(), IssuerKeyHash.ofKey(issuerKey()));
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

        log = made.open();

        assertThat(head().size()).isEqualTo(300);
        assertThat(head().root()).isEqualTo(before.root());
        assertThat(submit("one more").extensions().leafIndex()).hasValue(300);
        assertThat(made.path().resolve("tile/data/000")).exists();
        assertThat(made.path().resolve("tile/0/000")).hasSize(256 * 32L);
    }

    @Test
    void givesTheSamePlaceToTheSameSubmission() throws Exception {
        var certificate = made.chain().below(made.chain().precertificate("twice"));
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
        copyTree(made.path(), copy);
        log = made.open();
        submit("lost by the copy");
        log.close();
        deleteTree(made.path());
        copyTree(copy, made.path());

        assertThatThrownBy(made::open)
                .isInstanceOf(LogStartException.class)
                .hasMessageContaining("the folder is an old copy");
    }

    @Test
    void refusesTheLogOfAnotherKey() throws Exception {
        log.close();

        assertThatThrownBy(() -> made.withKeys(TestKeys.P256.make()).open())
                .isInstanceOf(LogStartException.class)
                .hasMessageContaining("use the log's own key");
    }

    @Test
    void refusesWhatIsNotSignedByItsAuthority() {
        var stranger = TestChain.of(TestKeys.P256);

        assertThatThrownBy(() -> log.submit(LogInFolder.arrays(stranger.below(stranger.precertificate("stranger")))))
                .isInstanceOfSatisfying(
                        NotLoggedException.class,
                        e -> assertThat(e.reason()).isEqualTo(NotLoggedException.Reason.REFUSED));
    }

    private SignedCertificateTimestamp submit(String name) throws InterruptedException {
        return made.submit(log, name);
    }

    private SignedCertificateTimestamp submit(List<Bytes> chain) throws InterruptedException {
        return log.submit(LogInFolder.arrays(chain)).await(LONG);
    }

    private byte[] issuerKey() {
        try {
            var factory = java.security.cert.CertificateFactory.getInstance("X.509");
            var certificate = factory.generateCertificate(new java.io.ByteArrayInputStream(
                    made.chain().certificates().getFirst().toArray()));
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
                        LogInFolder.ORIGIN,
                        log.key().id().value())
                .head();
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
