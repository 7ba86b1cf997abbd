/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.DataTile;
import dev.bulla.ctlog.testing.Providers;
import dev.bulla.ctlog.testing.TestChain;
import dev.bulla.ctlog.testing.TestKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFillTest {
    private static final TestChain CHAIN = TestChain.of(TestKeys.P256);
    private static final List<byte[]> SAMPLE = CHAIN.below(CHAIN.precertificate("sample of many entries")).stream()
            .map(Bytes::toArray)
            .toList();

    @TempDir
    private Path folder;

    @Test
    void fillsALogWithPrecertificatesThatDiffer() throws Exception {
        var progress = new ArrayList<Long>();
        try (var log = open("bench.invalid")) {
            LogFill.ofPrecertificates(log, SAMPLE, serialAt()).add(600, progress::add);

            assertThat(log.status().size()).isEqualTo(600);
        }

        var tile = DataTile.parse(Bytes.view(Files.readAllBytes(folder.resolve("log/tile/data/001"))));
        assertThat(new HashSet<>(tile.leaves())).hasSize(256);
        assertThat(tile.leaves())
                .allSatisfy(leaf -> assertThat(leaf.precertificate()).isPresent());
        assertThat(folder.resolve("log/tile/data/002.p/88")).exists();
        assertThat(progress).containsExactly(0L, 600L);
    }

    @Test
    void fillsALogWithManySmallEntries() throws Exception {
        try (var log = open("bench.invalid")) {
            LogFill.ofBytes(log, 200).add(10_000, _ -> {});

            assertThat(log.status().size()).isEqualTo(10_000);
        }
        try (var log = open("bench.invalid")) {
            assertThat(log.status().size()).isEqualTo(10_000);
        }
    }

    @Test
    void noLogThatAnybodyReliesOnCanBeFilled() throws Exception {
        try (var log = open("log.example/2026")) {
            assertThatIllegalArgumentException().isThrownBy(() -> LogFill.ofBytes(log, 200));
            assertThatIllegalArgumentException().isThrownBy(() -> LogFill.ofPrecertificates(log, SAMPLE, serialAt()));
        }
    }

    @Test
    void aSampleMustBeAPrecertificate() throws Exception {
        var certificate = CHAIN.leaf("certificate", TestChain.NOT_AFTER, List.of(TestChain.codeSigning()));
        var chain = CHAIN.below(certificate).stream().map(Bytes::toArray).toList();
        try (var log = open("bench.invalid")) {
            assertThatIllegalArgumentException().isThrownBy(() -> LogFill.ofPrecertificates(log, chain, 0));
        }
    }

    /** In its subject, since its serial number is a short one. */
    private static int serialAt() {
        var text = new String(SAMPLE.getFirst(), java.nio.charset.StandardCharsets.ISO_8859_1);
        return text.indexOf("sample of many entries");
    }

    private CertificateLog open(String origin) throws LogStartException {
        var keys = KEYS;
        var key = LogKey.of(keys.getPublic().getEncoded(), Providers.BOUNCY_CASTLE);
        var opened = CertificateLog.open(
                new LogSettings(
                        "bench",
                        folder.resolve("log"),
                        folder.resolve("anchor"),
                        new LogSettings.Facts(
                                origin,
                                Instant.parse("2026-01-01T00:00:00Z"),
                                Instant.parse("2027-01-01T00:00:00Z"),
                                true),
                        1 << 20,
                        "test"),
                new CertificateLog.Keys(LogSigner.of(keys.getPrivate(), key, Providers.BOUNCY_CASTLE), List.of()),
                new CertificateLog.Surroundings(InstantSource.system(), Providers.BOUNCY_CASTLE, new QuietEvents()));
        opened.accept(CHAIN.certificates().stream().map(Bytes::toArray).toList());
        return opened;
    }

    private static final java.security.KeyPair KEYS = TestKeys.P256.make();
}
