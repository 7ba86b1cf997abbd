/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.LogEntry;
import dev.bulla.ctlog.merkle.Hash;
import dev.bulla.ctlog.sequence.Place;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogReaderTest {
    @TempDir
    private Path folder;

    private final TestLog log = TestLog.of(700, 600);
    private LogReader reader;

    @BeforeEach
    void start() {
        reader = log.reader(folder);
    }

    @Test
    void findsWhereASubmissionIsAndSinceWhen() {
        for (var index : List.of(0, 1, 300, 511, 512, 698)) {
            var entry = reader.entry(index).entry().entry();
            var first = first(entry);

            assertThat(reader.placeOf(entry)).contains(new Place(first, TestLog.TIMESTAMP + first));
        }
    }

    @Test
    void doesNotTakeAnotherEntryForASubmission() {
        var name = Bytes.view(new byte[] {1, 2, 3});

        assertThat(reader.placeOf(new LogEntry.Certificate(name))).isEmpty();
        assertThat(reader.placeOf(new LogEntry.Precertificate(new Hash(1, 2, 3, 4), name)))
                .isEmpty();
    }

    @Test
    void doesNotBelieveTheIndex() {
        // given: a leaf's hash and one that begins like it
        var leaf = log.leaves().get(5);
        var alike = new Hash(leaf.first(), leaf.second(), leaf.third(), ~leaf.fourth());

        assertThat(reader.find(leaf)).hasValue(5);
        assertThat(reader.find(alike)).isEmpty();
    }

    @Test
    void refusesWhatIsBeyondTheTree() {
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> reader.entry(700));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> reader.entry(-1));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> reader.inclusion(0, 701));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> reader.inclusion(5, 5));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> reader.consistency(5, 701));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> reader.consistency(6, 5));
    }

    /** Count and hash of all hashes together, as the specification's tables give them. */
    @ParameterizedTest
    @CsvSource({
        "0, 70000, 17, 12a236230ec0b408189b84af0f7922b24952186ceb13b97041bbac55634fcc6b",
        "65536, 70000, 14, 20961f48cdf37161affc754bc0d55029f429231ee6a3c2fcc8ee774f38d8c79b",
        "69999, 70000, 9, 7f9c65572e20afe764f069f98880d24a8ee38adbb14ad219f1dcc15e58be2d75"
    })
    void givesThePublishedPathsOfTheSyntheticTree(long index, long size, int count, String hash) {
        for (var published : List.of(0, 66_000, 70_000)) {
            var path = synthetic(published).inclusion(index, size);

            assertThat(path).hasSize(count);
            assertThat(together(path)).hasToString(hash);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "255, 70000, 18, 3a54130676ca0ed914297c330d14c6b10c401af18680012927eaf95bb9a7c4c0",
        "256, 65537, 9, cfa6312bfab103ee1c4a51a916febb72c8b9a3b4b299a69328a6923b645bb4b5",
        "65537, 70000, 15, 33b6c157ffdff5f39f33b7c49db9b374d2e253b11982375e9a58b2559ae94d57"
    })
    void givesThePublishedConsistencyOfTheSyntheticTree(long first, long second, int count, String hash) {
        for (var published : List.of(0, 66_000, 70_000)) {
            var proof = synthetic(published).consistency(first, second);

            assertThat(proof).hasSize(count);
            assertThat(together(proof)).hasToString(hash);
        }
    }

    private LogReader synthetic(int published) {
        var leaves = IntStream.range(0, 70_000)
                .mapToObj(i -> Hash.sha256(
                        ByteBuffer.allocate(9).put((byte) 0).putLong(i).array()))
                .toList();
        return TestLog.ofLeaves(leaves, published).reader(folder.resolve("synthetic-" + published));
    }

    private static Hash together(List<Hash> hashes) {
        var all = ByteBuffer.allocate(hashes.size() * Hash.SIZE);
        hashes.forEach(hash -> all.put(hash.toBytes()));
        return Hash.sha256(all.array());
    }

    private int first(LogEntry entry) {
        return IntStream.range(0, 700)
                .filter(i -> reader.entry(i).entry().entry().equals(entry))
                .findFirst()
                .orElseThrow();
    }
}
