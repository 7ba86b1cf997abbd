/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.fail;

import dev.bulla.ctlog.merkle.Hash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogIndexTest {
    private static final int BLOCK = 4096;

    @TempDir
    private Path folder;

    private final SyntheticEntries entries = new SyntheticEntries(7);

    @ParameterizedTest
    @ValueSource(longs = {0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 16 * BLOCK - 1, 16 * BLOCK, 17 * BLOCK + 5})
    void findsEveryEntryAtEverySize(long size) throws IOException {
        var index = LogIndex.open(folder, size, entries);

        assertThat(index.size()).isEqualTo(size);
        assertComplete(index, size);
    }

    @Test
    void findsEntriesWhileTheyComeInAndAreWritten() throws IOException {
        // given
        var index = LogIndex.open(folder, 0, entries);

        // when
        for (var next = 0L; next < 33 * BLOCK; next++) {
            index.add(entries.entry(next));
            if (next % 10_000 == 0) {
                index.settle();
            }
            assertFound(index, next);
            assertFound(index, next / 2);
        }
        index.settle();

        // then
        assertThat(names()).containsExactly("0-32", "1-0", "1-1");
        assertComplete(index, 33 * BLOCK);
    }

    @Test
    void keepsTwentySixBytesOfAnEntry() throws IOException {
        LogIndex.open(folder, 16 * BLOCK, entries);

        assertThat(Files.size(folder.resolve("1-0"))).isBetween(26L * 16 * BLOCK, 26L * 16 * BLOCK + 100);
    }

    @Test
    void readsOnlyTheYoungestEntriesWhenTheFilesAreThere() throws IOException {
        // given
        var size = 33L * BLOCK + 100;
        LogIndex.open(folder, size, entries);
        entries.asked();

        // when
        var index = LogIndex.open(folder, size, entries);

        // then: the rest, and the last entry of each file
        assertThat(entries.asked()).isEqualTo(100 + 3);
        assertComplete(index, size);
    }

    @Test
    void givesAllEntriesWithTheSameEightBytes() throws IOException {
        // given: each hash four times, some of it at the ends of the range
        EntrySource repeating = from -> LongStream.iterate(from, it -> it + 1)
                .mapToObj(LogIndexTest::repeating)
                .iterator();
        var size = 16L * BLOCK + 8;

        // when
        var index = LogIndex.open(folder, size, repeating);

        // then
        for (var group = 0L; group < size / 4; group++) {
            var expected = LongStream.range(4 * group, 4 * group + 4).toArray();
            assertThat(index.byLeaf(repeating(4 * group).leaf())).containsExactly(expected);
            assertThat(index.byIdentity(repeating(4 * group).identity())).containsExactly(expected);
        }
    }

    @Test
    void findsWhatIsSpreadInTheWorstWay() throws IOException {
        // given: all keys at one end but a few at the other
        EntrySource skewed = from -> LongStream.iterate(from, it -> it + 1)
                .mapToObj(it -> skewed(it))
                .iterator();

        var index = LogIndex.open(folder, BLOCK, skewed);

        for (var i = 0L; i < BLOCK; i++) {
            assertThat(index.byLeaf(skewed(i).leaf())).containsExactly(i);
            assertThat(index.byIdentity(skewed(i).identity())).containsExactly(i);
        }
        assertThat(index.byLeaf(new Hash(BLOCK + 5L, 0, 0, 0))).isEmpty();
    }

    @Test
    void findsNothingWhereNothingIs() throws IOException {
        var index = LogIndex.open(folder, 2 * BLOCK + 50, entries);
        var random = new SplittableRandom(3);

        for (var i = 0; i < 1000; i++) {
            var unknown = new Hash(random.nextLong(), 0, 0, 0);
            assertThat(index.byLeaf(unknown)).isEmpty();
            assertThat(index.byIdentity(unknown)).isEmpty();
        }
        assertThat(index.byLeaf(new Hash(0, 0, 0, 0))).isEmpty();
        assertThat(index.byLeaf(new Hash(-1, 0, 0, 0))).isEmpty();
    }

    @Test
    void makesMissingFilesAgain() throws IOException {
        // given
        var size = 20L * BLOCK;
        LogIndex.open(folder, size, entries);
        Files.delete(folder.resolve("1-0"));
        Files.delete(folder.resolve("0-17"));
        entries.asked();

        // when
        var index = LogIndex.open(folder, size, entries);

        // then
        assertThat(entries.asked()).isEqualTo(17L * BLOCK + 3);
        assertComplete(index, size);
        assertThat(names()).containsExactly("0-16", "0-17", "0-18", "0-19", "1-0");
    }

    @Test
    void makesFilesOfAnotherLogAgain() throws IOException {
        LogIndex.open(folder, 3 * BLOCK, new SyntheticEntries(8));

        assertComplete(LogIndex.open(folder, 3 * BLOCK, entries), 3 * BLOCK);
    }

    @Test
    void dropsFilesThatAreAheadOfTheLogAndThoseNeverFinished() throws IOException {
        LogIndex.open(folder, 3 * BLOCK, entries);
        Files.write(folder.resolve("1-0.tmp"), new byte[10]);

        var index = LogIndex.open(folder, 2 * BLOCK + 7, entries);

        assertThat(index.size()).isEqualTo(2 * BLOCK + 7);
        assertThat(names()).containsExactly("0-0", "0-1");
    }

    @Test
    void makesAFileAgainThatIsCutOffOrHasABadFooter() throws IOException {
        // given
        LogIndex.open(folder, 4 * BLOCK, entries);
        var whole = Files.readAllBytes(folder.resolve("0-1"));
        Files.write(folder.resolve("0-0"), new byte[0]);
        Files.write(folder.resolve("0-1"), Arrays.copyOf(whole, whole.length - 1));
        flip("0-2", whole.length - 50);
        Files.copy(folder.resolve("0-3"), folder.resolve("0-1"), StandardCopyOption.REPLACE_EXISTING);

        // when
        var index = LogIndex.open(folder, 4 * BLOCK, entries);

        // then
        assertComplete(index, 4 * BLOCK);
        assertThat(folder.resolve("0-1")).hasBinaryContent(whole);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1-0", "0-16"})
    void mendsWhatIsDamagedInside(String file) throws IOException {
        // given
        var size = 17L * BLOCK + 3;
        LogIndex.open(folder, size, entries);
        var whole = Files.readAllBytes(folder.resolve(file));
        flip(file, 13 * 1000);
        var index = LogIndex.open(folder, size, entries);

        // when
        var mended = index.mend(entries);

        // then
        assertThat(mended).isEqualTo(1);
        assertComplete(index, size);
        assertThat(folder.resolve(file)).hasBinaryContent(whole);
        assertThat(names()).containsExactly("0-16", "1-0");
        assertThat(index.mend(entries)).isZero();
    }

    @Test
    void takesEntriesInTheirOrderOnly() throws IOException {
        var index = LogIndex.open(folder, 5, entries);

        assertThatIllegalArgumentException().isThrownBy(() -> index.add(entries.entry(6)));
        assertThatIllegalArgumentException().isThrownBy(() -> index.add(entries.entry(4)));
        assertThat(index.size()).isEqualTo(5);
    }

    @Test
    void isSearchedWhileItGrows() throws Exception {
        // given
        var index = LogIndex.open(folder, 0, entries);
        var size = 40L * BLOCK;
        var writer = Thread.ofPlatform().start(() -> addAll(index, size));

        // when: what was counted is found, whoever is merging
        var random = new SplittableRandom(5);
        var asked = 0;
        while (writer.isAlive() || asked == 0) {
            var known = index.size();
            if (known > 0) {
                var wanted = random.nextLong(known);
                assertThat(index.byLeaf(entries.entry(wanted).leaf())).containsExactly(wanted);
                asked++;
            }
        }

        // then
        writer.join();
        assertThat(index.size()).isEqualTo(size);
    }

    private void addAll(LogIndex index, long size) {
        try {
            for (var next = 0L; next < size; next++) {
                index.add(entries.entry(next));
                if (next % BLOCK == 0) {
                    index.settle();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void assertComplete(LogIndex index, long size) {
        for (var i = 0L; i < size; i++) {
            assertFound(index, i);
        }
        assertThat(index.byLeaf(entries.entry(size).leaf())).isEmpty();
    }

    /** Without AssertJ, which is slow for a hundred thousand questions. */
    private void assertFound(LogIndex index, long wanted) {
        var only = new long[] {wanted};
        var entry = entries.entry(wanted);
        if (!Arrays.equals(index.byLeaf(entry.leaf()), only)
                || !Arrays.equals(index.byIdentity(entry.identity()), only)) {
            fail("entry %d is not found", wanted);
        }
    }

    private static IndexedEntry repeating(long index) {
        var group = index / 4;
        var key = group < 10 ? group - 5 : group * 0x9E3779B97F4A7C15L;
        return new IndexedEntry(index, new Hash(key, index, 0, 0), new Hash(~key, index, 0, 0));
    }

    private static IndexedEntry skewed(long index) {
        return new IndexedEntry(
                index,
                new Hash(index < 4000 ? index : -index, 0, 0, 0),
                new Hash(Long.MAX_VALUE - 2048 + index, 0, 0, 0));
    }

    private void flip(String file, int at) throws IOException {
        var bytes = Files.readAllBytes(folder.resolve(file));
        bytes[at] ^= 1;
        Files.write(folder.resolve(file), bytes);
    }

    private Iterable<String> names() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
