/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The log of another implementation, damaged in one place at a time: the file is named, and the entries that suffer. */
class DamagedLogTest {
    private static final long SEED = 20261121;
    private static final String LAST_HASHES = "tile/0/002.p/166";
    private static final String LAST_ENTRIES = "tile/data/002.p/166";

    @TempDir
    private Path folder;

    private CheckedFolder log;

    @BeforeEach
    void copyLog() throws IOException {
        log = CheckedFolder.recorded(folder.resolve("log"));
    }

    @Test
    void findsEveryBitOfTheCheckpoint() throws Exception {
        for (var bit = 0; bit < 8 * size("checkpoint"); bit++) {
            assertThat(log.firstDamagedWith("checkpoint", flipping(bit)).path())
                    .as("bit " + bit)
                    .isEqualTo("checkpoint");
        }
    }

    @Test
    void findsEveryBitOfATileOfHashes() throws Exception {
        for (var bit = 0; bit < 8 * size("tile/1/000.p/2"); bit++) {
            var found = log.firstDamagedWith("tile/1/000.p/2", flipping(bit));

            assertThat(found.path()).as("bit " + bit).isEqualTo("tile/1/000.p/2");
            assertThat(found.firstEntry()).isZero();
            assertThat(found.endEntry()).isEqualTo(512);
        }
    }

    @Test
    void findsABitInEveryByteOfAnIssuer() throws Exception {
        var small = smallLog();
        var issuer = small.files().stream()
                .filter(file -> file.startsWith("issuer/"))
                .findFirst()
                .orElseThrow();
        var random = new Random(SEED);
        for (var at = 0; at < Files.size(small.path().resolve(issuer)); at++) {
            var found = small.firstDamagedWith(issuer, flipping(8 * at + random.nextInt(8)));

            assertThat(found.path()).as("byte %d, seed %d", at, SEED).isEqualTo(issuer);
            assertThat(found.endEntry()).isEqualTo(2);
        }
    }

    /**
     * Of an entry some bytes are in the tree. Others, its precertificate and its chain, are only beside it, and of these the
     * signature of the precertificate says itself whether it is sound.
     */
    @Test
    void findsABitInEveryByteOfAnEntry() throws Exception {
        var small = smallLog();
        var file = "tile/data/000.p/2";
        var random = new Random(SEED);
        for (var at = 0; at < Files.size(small.path().resolve(file)); at++) {
            var found = small.withSignatures().firstDamagedWith(file, flipping(8 * at + random.nextInt(8)));

            assertThat(found.path()).as("byte %d, seed %d", at, SEED).isEqualTo(file);
            assertThat(found.firstEntry()).isBetween(0L, 1L);
        }
    }

    private CheckedFolder smallLog() throws Exception {
        var made = new LogInFolder(folder.resolve("small"));
        try (var open = made.open()) {
            made.submit(open, "one");
            made.submit(open, "two");
        }
        return new CheckedFolder(made.path(), CheckedFolder.checking(made.key()));
    }

    @ParameterizedTest
    @CsvSource({
        "tile/data/000, 0, 256",
        "tile/data/001, 256, 512",
        "tile/data/002.p/166, 512, 678",
        "tile/0/000, 0, 256",
        "tile/0/001, 256, 512",
        "tile/0/002.p/166, 512, 678"
    })
    void findsBitsAnywhereInATile(String file, long first, long end) throws Exception {
        var random = new Random(SEED);
        for (var round = 0; round < 30; round++) {
            var bit = random.nextInt(8 * size(file));

            var found = log.withSignatures().firstDamagedWith(file, flipping(bit));

            assertThat(found.path()).as("bit %d, seed %d", bit, SEED).isEqualTo(file);
            assertThat(found.firstEntry()).isBetween(first, end - 1);
            assertThat(found.endEntry()).isBetween(found.firstEntry() + 1, end);
        }
    }

    @Test
    void findsEveryMissingFile() throws Exception {
        for (var file : log.files()) {
            if (file.equals("log-key.pem")) {
                continue;
            }
            var place = log.path().resolve(file);
            var content = Files.readAllBytes(place);
            Files.delete(place);

            assertThat(log.damaged()).as(file).singleElement().satisfies(found -> {
                assertThat(found.path()).isEqualTo(file);
                assertThat(found.what()).isEqualTo("the file is missing");
            });
            Files.write(place, content);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"checkpoint", "tile/data/000", LAST_ENTRIES, "tile/0/001", LAST_HASHES, "tile/1/000.p/2"})
    void findsAFileThatIsTooShortOrTooLong(String file) throws Exception {
        assertThat(log.firstDamagedWith(file, content -> Arrays.copyOf(content, content.length - 1))
                        .path())
                .isEqualTo(file);
        assertThat(log.firstDamagedWith(file, content -> Arrays.copyOf(content, content.length + 1))
                        .path())
                .isEqualTo(file);
        assertThat(log.firstDamagedWith(file, content -> new byte[0]).path()).isEqualTo(file);
    }

    @Test
    void namesAllThatIsDamagedTheFirstEntriesFirst() throws Exception {
        for (var file : new String[] {"tile/data/001", LAST_HASHES}) {
            var place = log.path().resolve(file);
            Files.write(place, flipping(100).apply(Files.readAllBytes(place)));
        }

        assertThat(log.damaged()).extracting(DamagedFile::path).containsExactly("tile/data/001", LAST_HASHES);
    }

    @Test
    void saysOnlyThatTheyDisagreeWhereTwoFilesAreDamagedAlike() throws Exception {
        for (var file : new String[] {"tile/data/001", "tile/0/001"}) {
            var place = log.path().resolve(file);
            Files.write(place, flipping(100).apply(Files.readAllBytes(place)));
        }

        assertThat(log.damaged()).isNotEmpty().allSatisfy(found -> {
            assertThat(found.firstEntry()).isEqualTo(256);
            assertThat(found.endEntry()).isEqualTo(512);
        });
    }

    private int size(String file) throws IOException {
        return (int) Files.size(log.path().resolve(file));
    }

    private static UnaryOperator<byte[]> flipping(int bit) {
        return content -> {
            content[bit / 8] ^= (byte) (1 << bit % 8);
            return content;
        };
    }
}
