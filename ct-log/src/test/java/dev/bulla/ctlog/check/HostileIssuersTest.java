/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.TilePath;
import dev.bulla.ctlog.merkle.Hash;
import dev.bulla.ctlog.testing.Providers;
import dev.bulla.ctlog.testing.TestAuthority;
import dev.bulla.ctlog.testing.TestKeys;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A log that names as many certificates as it likes. */
class HostileIssuersTest {
    private static final Bytes NAME = Bytes.copyOf(new byte[] {0x30, 0});

    private final Map<String, Bytes> files = new HashMap<>();
    private final List<String> reads = new ArrayList<>();
    private final Findings findings = new Findings(100);

    private final LogSource source = new LogSource() {
        @Override
        public Optional<Bytes> read(String path) {
            reads.add(path);
            return Optional.ofNullable(files.get(path));
        }

        @Override
        public List<String> list(String folder) {
            return List.of();
        }
    };

    @Test
    void tellsOnlySoManyOfThoseThatAreMissing() throws Exception {
        var issuers = new Issuers(source, findings, Providers.BOUNCY_CASTLE);

        for (var i = 0; i < 60_000; i++) {
            assertThat(issuers.find(new Issuers.Named(new Hash(1, 2, 3, i), NAME, i)))
                    .isEmpty();
        }
        issuers.report(60_000);

        assertThat(findings.sorted()).hasSize(50_000);
    }

    /** The first of them is missing from the first entry to the last, however many came between. */
    @Test
    void goesOnWithThoseItTells() throws Exception {
        var issuers = new Issuers(source, findings, Providers.BOUNCY_CASTLE);
        var first = new Hash(1, 2, 3, 0);

        for (var i = 0; i < 50_001; i++) {
            issuers.find(new Issuers.Named(new Hash(1, 2, 3, i), NAME, i));
        }
        issuers.find(new Issuers.Named(first, NAME, 70_000));
        issuers.report(80_000);

        assertThat(findings.sorted())
                .filteredOn(found -> found.file().equals(TilePath.ofIssuer(first)))
                .singleElement()
                .satisfies(found -> assertThat(found.end()).isEqualTo(70_001));
    }

    @Test
    void readsAgainWhatMemoryHasNoRoomFor() throws Exception {
        var stored = IntStream.range(0, 5)
                .mapToObj(i -> stored(new TestAuthority(TestKeys.P256, "CN=Issuer " + i)))
                .toList();
        var roomForTwo = 6 * 1024;
        var issuers = new Issuers(source, findings, Providers.BOUNCY_CASTLE, roomForTwo);

        for (var round = 0; round < 3; round++) {
            for (var fingerprint : stored) {
                assertThat(issuers.find(new Issuers.Named(fingerprint, NAME, 1)))
                        .isPresent();
            }
        }

        assertThat(reads).hasSize(2 + 3 * 3);
    }

    private Hash stored(TestAuthority authority) {
        var certificate = Bytes.copyOf(authority.root());
        var fingerprint = Hash.sha256(certificate.toArray());
        files.put(TilePath.ofIssuer(fingerprint), certificate);
        return fingerprint;
    }
}
