/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.store.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is seen of a segment that is larger than what is read of it at a time. */
class SegmentImageTest {
    private static final int SIZE = 1_000_000;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_535, 65_536, 131_071, 131_072, 500_000, SIZE - 65_537, SIZE - 65_536, SIZE - 1})
    void aSingleByteIsSeenFromEverywhereBeforeIt(int place) throws Exception {
        var image = imageWith(place);

        assertThat(image.isBlankFrom(0)).isFalse();
        assertThat(image.isBlankFrom(place)).isFalse();
        assertThat(image.isBlankFrom(place + 1)).isTrue();
        assertThat(image.size()).isEqualTo(SIZE);
    }

    @Test
    void zerosAloneAreBlankAndStillHaveTheirSize() throws Exception {
        var image = imageWith();

        assertThat(image.isBlankFrom(0)).isTrue();
        assertThat(image.isBlankFrom(SIZE)).isTrue();
        assertThat(image.header()).isEmpty();
        assertThat(image.size()).isEqualTo(SIZE);
    }

    private SegmentImage imageWith(int... places) throws Exception {
        var content = new byte[SIZE];
        for (var place : places) {
            content[place] = 1;
        }
        var path = Files.write(folder.resolve("00000001.log"), content);
        return SegmentImage.read(new RealDisk(), path);
    }
}
