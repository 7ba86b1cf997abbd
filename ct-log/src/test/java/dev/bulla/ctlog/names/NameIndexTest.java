/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.names;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulla.ctlog.identity.Identity;
import dev.bulla.ctlog.identity.Identity.Kind;
import dev.bulla.ctlog.identity.IdentityPattern;
import dev.bulla.ctlog.index.DerivedFolder;
import dev.bulla.ctlog.index.Span;
import dev.bulla.ctlog.merkle.Hash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NameIndexTest {
    private static final int BLOCK = Span.BLOCK;

    @TempDir
    private Path folder;

    private final MadeUpEntries entries = new MadeUpEntries(57264);

    @ParameterizedTest
    @ValueSource(longs = {0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 16 * BLOCK - 1, 16 * BLOCK, 17 * BLOCK + 5})
    void answersAsLookingAtEverythingWould(long size) throws IOException {
        var index = settled(size);

        assertThat(index.view().end()).isEqualTo(size);
        assertAnswers(index, size, 25);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void survivesAnyOrderOfGrowingRestartingAndLosingFiles(long seed) throws IOException {
        var random = new SplittableRandom(seed);
        var size = 0L;
        var index = NameIndex.open(folder, size, entries);
        for (var step = 0; step < 24; step++) {
            size += random.nextInt(3 * BLOCK / 2);
            switch (random.nextInt(5)) {
                case 0 -> index = NameIndex.open(folder, size, entries);
                case 1 -> {
                    loseOneFile(random);
                    index = NameIndex.open(folder, size, entries);
                }
                case 2 -> {
                    damageOneFile(random);
                    index = NameIndex.open(folder, size, entries);
                }
                case 3 -> index.settle(size, entries);
                default -> Asking.settle(index, size, entries);
            }
            assertThat(index.view().end()).isLessThanOrEqualTo(size);
            assertAnswers(index, size, 2);
        }
        Asking.settle(index, size, entries);
        assertThat(index.view().end()).isEqualTo(size);
        assertAnswers(index, size, 30);
    }

    @Test
    void sixteenFilesBecomeOne() throws IOException {
        settled(17L * BLOCK + 3);

        assertThat(names()).containsExactly("0-16", "1-0");
    }

    @Test
    void repeatedNamesCostLittle() throws IOException {
        settled(16L * BLOCK);
        var merged = Files.size(folder.resolve("1-0"));

        assertThat(merged / (16.0 * BLOCK)).isLessThan(25);
    }

    @Test
    void soundFilesAreNotMadeAgain() throws IOException {
        // given
        var size = 18L * BLOCK + 10;
        settled(size);
        entries.asked();

        // when
        var index = settled(size);

        // then: only the youngest, who are in no file
        assertThat(entries.asked()).isEqualTo(10);
        assertAnswers(index, size, 20);
    }

    @Test
    void filesOfAnotherLogAreMadeAgain() throws IOException {
        Asking.settle(NameIndex.open(folder, 2 * BLOCK, new MadeUpEntries(1)), 2 * BLOCK, new MadeUpEntries(1));

        var index = settled(2 * BLOCK);

        assertThat(entries.asked()).isEqualTo(2 * BLOCK);
        assertAnswers(index, 2 * BLOCK, 20);
    }

    @Test
    void unfinishedFilesAreRemoved() throws IOException {
        settled(BLOCK);
        Files.write(folder.resolve("1-0.tmp"), new byte[100]);

        settled(BLOCK);

        assertThat(names()).containsExactly("0-0");
    }

    @Test
    void muchWorkIsDoneInParts() throws IOException {
        var index = NameIndex.open(folder, 40L * BLOCK, entries);

        assertThat(index.settle(40L * BLOCK, entries)).isFalse();
        assertThat(index.view().end()).isEqualTo(16L * BLOCK);
        assertThat(index.settle(40L * BLOCK, entries)).isFalse();
        assertThat(index.settle(40L * BLOCK, entries)).isTrue();
        assertThat(index.view().end()).isEqualTo(40L * BLOCK);
    }

    @Test
    void aFileThatLiesWithARightChecksumIsGivenUpAndMadeAgain() throws IOException {
        // given: a file whose terms make no sense, with everything else in order
        settled(2 * BLOCK);
        var span = new Span(0, 1);
        var body = new byte[] {0, 1, 'i', 1, 0, 0, 0, 0, 0, 0, 0, 0, 0};
        var checksum = DerivedFolder.checksum(MemorySegment.ofArray(body));
        var footer = NameRun.footer(span, entries.leaf(span.end() - 1), 5, checksum);
        Files.write(
                folder.resolve("0-1"),
                ByteBuffer.allocate(body.length + footer.length)
                        .put(body)
                        .put(footer)
                        .array());
        var index = NameIndex.open(folder, 2 * BLOCK, entries);

        // when
        var everyIssuer = new IdentityPattern(Kind.ISSUER, "", true);
        assertThatThrownBy(() -> index.view().newestFirst(everyIssuer, 0, 2 * BLOCK, _ -> true))
                .isInstanceOf(NamesMissingException.class);
        assertThat(index.view().end()).isEqualTo(BLOCK);
        Asking.settle(index, 2 * BLOCK, entries);

        // then
        assertAnswers(index, 2 * BLOCK, 20);
    }

    @Test
    void nothingIsLostWhenReadingFailsInTheMiddle() throws IOException {
        // given
        var failing = new NamedEntries() {
            private int left = BLOCK + BLOCK / 2;

            @Override
            public List<Identity> identities(long index) {
                if (left-- == 0) {
                    throw new UncheckedIOException(new IOException("a tile is damaged"));
                }
                return entries.identities(index);
            }

            @Override
            public Hash leaf(long index) {
                return entries.leaf(index);
            }
        };
        var index = NameIndex.open(folder, 3 * BLOCK, entries);

        // when
        assertThatThrownBy(() -> index.settle(3 * BLOCK, failing)).isInstanceOf(UncheckedIOException.class);

        // then
        assertThat(index.view().end()).isEqualTo(BLOCK);
        Asking.settle(index, 3 * BLOCK, entries);
        assertAnswers(index, 3 * BLOCK, 20);
    }

    @Test
    void isAskedWhileItGrows() throws Exception {
        // given
        var index = NameIndex.open(folder, 0, entries);
        var size = 20L * BLOCK;
        var writer = Thread.ofPlatform().start(() -> grow(index, size));

        // when
        var random = new SplittableRandom(5);
        while (writer.isAlive()) {
            var end = index.view().end();
            var pattern = entries.pattern(random, size);
            assertThat(Asking.newestFirst(index, entries, pattern, 0, end))
                    .isEqualTo(entries.newestFirst(pattern, 0, end));
        }

        // then
        writer.join();
        assertThat(index.view().end()).isEqualTo(size);
    }

    /** Its arrays hold other entries by then. */
    @Test
    void aViewFindsItsYoungestEntriesAlsoWhenTheyAreFiledMeanwhile() throws IOException {
        // given
        var size = BLOCK + 1000L;
        var index = settled(size);
        var view = index.view();

        // when
        Asking.settle(index, 4L * BLOCK, entries);

        // then
        var random = new SplittableRandom(7);
        for (var i = 0; i < 25; i++) {
            var pattern = entries.pattern(random, size);
            var found = new ArrayList<Long>();
            view.newestFirst(pattern, 0, size, found::add);
            found.removeIf(at -> entries.of(at).stream().noneMatch(pattern::matches));
            assertThat(found).isEqualTo(entries.newestFirst(pattern, 0, size));
        }
    }

    private void grow(NameIndex index, long size) {
        try {
            for (var at = 0L; at <= size; at += 1000) {
                index.settle(at, entries);
            }
            Asking.settle(index, size, entries);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private NameIndex settled(long size) throws IOException {
        var index = NameIndex.open(folder, size, entries);
        Asking.settle(index, size, entries);
        return index;
    }

    /** Questions about any part of the log. While the index is being made, its end is where the rest is looked through. */
    private void assertAnswers(NameIndex index, long size, int questions) {
        var random = new SplittableRandom(size);
        for (var i = 0; i < questions; i++) {
            var pattern = entries.pattern(random, size);
            var from = random.nextBoolean() ? 0 : random.nextLong(size + 1);
            var to = random.nextBoolean() ? size : random.nextLong(from, size + 1);
            assertThat(Asking.newestFirst(index, entries, pattern, from, to))
                    .as("%s %s from %d to %d of %d", pattern.kind(), pattern.text(), from, to, size)
                    .isEqualTo(entries.newestFirst(pattern, from, to));
        }
    }

    private void loseOneFile(SplittableRandom random) throws IOException {
        var names = new ArrayList<>(names());
        if (!names.isEmpty()) {
            Files.delete(folder.resolve(names.get(random.nextInt(names.size()))));
        }
    }

    private void damageOneFile(SplittableRandom random) throws IOException {
        var names = new ArrayList<>(names());
        if (!names.isEmpty()) {
            var file = folder.resolve(names.get(random.nextInt(names.size())));
            var bytes = Files.readAllBytes(file);
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            Files.delete(file);
            Files.write(file, bytes);
        }
    }

    private Set<String> names() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
