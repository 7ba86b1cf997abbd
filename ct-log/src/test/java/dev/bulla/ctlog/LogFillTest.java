/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.DataTile;
import dev.bulla.ctlog.testing.TestChain;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFillTest {
    @TempDir
    private Path folder;

    private LogInFolder bench;
    private TestChain chain;
    private List<byte[]> sample;

    @BeforeEach
    void makeSample() {
        bench = new LogInFolder(folder).named("bench.invalid");
        chain = bench.chain();
        sample = LogInFolder.arrays(chain.below(chain.precertificate("sample of many entries")));
    }

    @Test
    void fillsALogWithPrecertificatesThatDiffer() throws Exception {
        var progress = new ArrayList<Long>();
        try (var log = bench.open()) {
            LogFill.ofPrecertificates(log, sample, serialAt()).add(600, progress::add);

            assertThat(log.status().size()).isEqualTo(600);
        }

        var tile = DataTile.parse(Bytes.view(Files.readAllBytes(bench.path().resolve("tile/data/001"))));
        assertThat(new HashSet<>(tile.leaves())).hasSize(256);
        assertThat(tile.leaves())
                .allSatisfy(leaf -> assertThat(leaf.precertificate()).isPresent());
        assertThat(bench.path().resolve("tile/data/002.p/88")).exists();
        assertThat(progress).containsExactly(0L, 600L);
    }

    @Test
    void fillsALogWithManySmallEntries() throws Exception {
        try (var log = bench.open()) {
            LogFill.ofBytes(log, 200).add(10_000, _ -> {});

            assertThat(log.status().size()).isEqualTo(10_000);
        }
        try (var log = bench.open()) {
            assertThat(log.status().size()).isEqualTo(10_000);
        }
    }

    @Test
    void noLogThatAnybodyReliesOnCanBeFilled() throws Exception {
        try (var log = bench.named(LogInFolder.ORIGIN).open()) {
            assertThatIllegalArgumentException().isThrownBy(() -> LogFill.ofBytes(log, 200));
            assertThatIllegalArgumentException().isThrownBy(() -> LogFill.ofPrecertificates(log, sample, serialAt()));
        }
    }

    @Test
    void aSampleMustBeAPrecertificate() throws Exception {
        var certificate = chain.leaf("certificate", TestChain.NOT_AFTER, List.of(TestChain.codeSigning()));
        try (var log = bench.open()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> LogFill.ofPrecertificates(log, LogInFolder.arrays(chain.below(certificate)), 0));
        }
    }

    /** In its subject, since its serial number is a short one. */
    private int serialAt() {
        var text = new String(sample.getFirst(), java.nio.charset.StandardCharsets.ISO_8859_1);
        return text.indexOf("sample of many entries");
    }
}
