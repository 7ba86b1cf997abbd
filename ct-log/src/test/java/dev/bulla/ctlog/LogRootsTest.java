/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulla.ctlog.testing.TestTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The roots of a whole log, over its starts. */
class LogRootsTest {
    private final TestTree old = TestTree.root("old");
    private final TestTree renewed = TestTree.root("renewed");

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
    void takesWhatLeadsToAnAcceptedRootAndKeepsAllAboveIt() throws Exception {
        var issuer = old.authority("issuer");

        assertThat(log.acceptRoots(roots(old))).isEqualTo(1);
        assertThat(log.acceptRoots(roots(old, renewed))).isEqualTo(1);

        assertThat(submit(issuer).extensions().leafIndex()).hasValue(0);
        assertThat(submit(renewed).extensions().leafIndex()).hasValue(1);
        try (var issuers = Files.list(made.path().resolve("issuer"))) {
            assertThat(issuers).hasSizeGreaterThanOrEqualTo(3);
        }
    }

    @Test
    void acceptsForEverWhatItAcceptedWhenItHasEntries() throws Exception {
        log.acceptRoots(roots(old));
        submit(old);
        log.close();

        log = made.open();

        assertThat(log.acceptRoots(roots(renewed))).isEqualTo(1);
        assertThat(page("ct/v1/get-roots")).contains(base64(old)).contains(base64(renewed));
        assertThat(submit(old).extensions().leafIndex()).hasValue(1);
    }

    @Test
    void forgetsTheRootsOfALogWithoutEntries() throws Exception {
        log.acceptRoots(roots(old));
        log.close();

        log = made.open();
        log.acceptRoots(roots(renewed));

        assertThat(page("ct/v1/get-roots")).doesNotContain(base64(old)).contains(base64(renewed));
        assertThatThrownBy(() -> submit(old))
                .isInstanceOfSatisfying(
                        NotLoggedException.class, e -> assertThat(e.word()).isEqualTo("unknown-issuer"));
    }

    @Test
    void doesNotOpenWithDamagedRoots() throws Exception {
        log.acceptRoots(roots(old));
        submit(old);
        log.close();
        var file = made.path().resolve("roots.pem");
        var text = Files.readString(file);
        Files.writeString(file, text.replace("-----END", "----END"));

        assertThatThrownBy(made::open).isInstanceOf(LogStartException.class).hasMessageContaining("roots.pem");

        Files.writeString(file, text);
        log = made.open();
    }

    @Test
    void givesCertificatesAndPrecertificatesTheirOwnDoors() throws Exception {
        log.acceptRoots(roots(old));
        var precertificate = LogInFolder.arrays(old.precertificate("a"));

        assertThatThrownBy(() -> log.submitCertificate(precertificate))
                .isInstanceOfSatisfying(
                        NotLoggedException.class, e -> assertThat(e.word()).isEqualTo("wrong-kind"));
        assertThat(log.submitPrecertificate(precertificate).await(Duration.ofSeconds(30)))
                .isNotNull();
        assertThat(log.status().size()).isEqualTo(1);
    }

    private SignedCertificateTimestamp submit(TestTree authority) throws InterruptedException {
        return log.submit(LogInFolder.arrays(
                        authority.precertificate("a" + log.status().size())))
                .await(Duration.ofSeconds(30));
    }

    private String page(String path) {
        return new String(
                log.read(new ReadRequest("GET", path, "", false, Optional.empty()))
                        .body(),
                UTF_8);
    }

    private static List<byte[]> roots(TestTree... trees) {
        return List.of(trees).stream()
                .map(tree -> tree.certificates().getLast().toArray())
                .toList();
    }

    private static String base64(TestTree tree) {
        return Base64.getEncoder().encodeToString(tree.certificates().getLast().toArray());
    }
}
