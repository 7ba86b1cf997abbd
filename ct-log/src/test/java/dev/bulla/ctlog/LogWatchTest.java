/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Follows the log that another implementation wrote. */
class LogWatchTest {
    private static final long SIZE = 2 * 256 + 166;

    @TempDir
    private Path folder;

    private Path log;
    private final List<WatchNews> told = new ArrayList<>();

    @BeforeEach
    void recorded() throws IOException {
        log = CheckedFolder.recorded(folder.resolve("log")).path();
    }

    @Test
    void theRecordedLogIsFollowedToItsEnd() throws Exception {
        try (var watch = open(List.of(new WatchedIdentity(IdentityKind.ISSUER, "", true)))) {
            var place = watch.look(told::add);

            assertThat(place.size()).isEqualTo(SIZE);
            assertThat(place.next()).isEqualTo(SIZE);
            assertThat(watch.place()).contains(place);
        }
        assertThat(told.stream().flatMap(news -> news.found().stream()).map(WatchNews.Certificate::index))
                .containsExactlyElementsOf(LongStream.range(0, SIZE).boxed().toList());
    }

    @Test
    void anyChangedEntryIsFoundOut() throws Exception {
        var tile = log.resolve("tile/data/001");
        var content = Files.readAllBytes(tile);
        // Within the first certificate: behind its time, type, key hash and length.
        content[200] ^= 1;
        Files.write(tile, content);

        try (var watch = open(List.of())) {
            assertThatThrownBy(() -> watch.look(told::add))
                    .isInstanceOfSatisfying(
                            LogMisbehavedException.class,
                            e -> assertThat(e.fault()).isEqualTo("other-entries"));
            assertThat(watch.evidence()).isNotEmptyDirectory();
        }
        assertThat(told).isEmpty();
    }

    @Test
    void aFolderHasOneWatcher() throws Exception {
        try (var _ = open(List.of())) {
            assertThatThrownBy(() -> open(List.of()))
                    .isInstanceOf(LogStartException.class)
                    .hasMessageContaining("in use");
        }
    }

    @Test
    void whatIsNoPlaceIsRefusedAndSaysWhatToDo() throws Exception {
        Files.createDirectories(state());
        Files.writeString(state().resolve("place"), "bulla watch 1\n");

        assertThatThrownBy(() -> open(List.of()))
                .isInstanceOf(LogStartException.class)
                .hasMessageContaining("take it away to begin anew");
    }

    @Test
    void anAddressWithoutALogSaysNothingAboutOne() throws Exception {
        Files.delete(log.resolve("checkpoint"));

        try (var watch = open(List.of())) {
            assertThatThrownBy(() -> watch.look(told::add)).isInstanceOf(CheckFailedException.class);
        }
    }

    private Path state() {
        return folder.resolve("state");
    }

    private LogWatch open(List<WatchedIdentity> watched) throws Exception {
        var target = new LogWatch.Target(CheckedFolder.recordedKey(), this::page, _ -> Map.of(), Optional.empty());
        var wishes = new LogWatch.Wishes(watched, false, 2, _ -> {});
        return LogWatch.open(target, state(), wishes, LogInFolder.PROVIDER);
    }

    private Optional<byte[]> page(String path, int most) throws IOException {
        var file = log.resolve(path);
        return Files.isRegularFile(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
    }
}
