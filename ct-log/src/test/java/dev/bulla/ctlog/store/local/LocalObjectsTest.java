/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.store.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.store.Base;
import dev.bulla.ctlog.store.Objects.Item;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalObjectsTest {
    private static final Path FOLDER = Path.of("/log/2026");

    @Test
    void givesBackWhatWasPut(@TempDir Path folder) throws Exception {
        // given
        var objects = LocalObjects.open(new RealDisk(), new LogFolder(folder));

        // when
        objects.put(List.of(item("tile/0/x001/234.p/17", "a"), item("tile/0/x001/235", "b"), item("issuer/0f", "c")));
        objects.replace(item("checkpoint", "one"));
        objects.replace(item("checkpoint", "two"));

        // then
        assertThat(objects.get("tile/0/x001/234.p/17")).contains(bytes("a"));
        assertThat(objects.get("checkpoint")).contains(bytes("two"));
        assertThat(objects.get("tile/0/999")).isEmpty();
        assertThat(objects.get("tile/0/x001")).isEmpty();
        assertThat(Files.readString(folder.resolve("tile/0/x001/235"))).isEqualTo("b");
        assertThat(folder.resolve("unfinished")).isEmptyDirectory();
    }

    @Test
    void theSameContentMayBePutAgainAndAnotherMayNot(@TempDir Path folder) throws Exception {
        var objects = LocalObjects.open(new RealDisk(), new LogFolder(folder));
        objects.put(List.of(item("tile/0/000", "a")));

        objects.put(List.of(item("tile/0/000", "a")));

        assertThatThrownBy(() -> objects.put(List.of(item("tile/0/000", "b"))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is there with other content");
        assertThat(objects.get("tile/0/000")).contains(bytes("a"));
    }

    @Test
    void removesFilesAndWholeFoldersAndMakesThemAgain(@TempDir Path folder) throws Exception {
        var objects = LocalObjects.open(new RealDisk(), new LogFolder(folder));
        objects.put(List.of(item("tile/0/000.p/1", "a"), item("tile/0/000.p/2", "b"), item("tile/0/001", "c")));

        objects.remove(List.of("tile/0/000.p", "tile/0/001", "tile/0/002"));

        assertThat(folder.resolve("tile/0")).isEmptyDirectory();
        objects.put(List.of(item("tile/0/000.p/1", "z")));
        assertThat(objects.get("tile/0/000.p/1")).contains(bytes("z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "..",
                "../x",
                "tile/../../x",
                "tile/..",
                "tile//0",
                "/tile/0",
                "tile/",
                "tile/.hidden",
                "state",
                "journal/00000001.log",
                "lock",
                "log.json",
                "epoch",
                "unfinished/1",
                "tile/0\u0000",
                "tile\\0",
                "other"
            })
    void pathsThatLeadElsewhereAreRefused(String path, @TempDir Path folder) throws Exception {
        var objects = LocalObjects.open(new RealDisk(), new LogFolder(folder));

        assertThatThrownBy(() -> objects.get(path)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> objects.replace(item(path, "a"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> objects.remove(List.of(path))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aFileTooLargeToBeOursIsNotRead(@TempDir Path folder) throws Exception {
        var objects = LocalObjects.open(new RealDisk(), new LogFolder(folder));
        objects.put(List.of(item("tile/0/000", "a")));
        try (var file = new RealDisk().open(folder.resolve("tile/0/000"))) {
            file.write(ByteBuffer.allocate(1), 64 << 20);
        }

        assertThatThrownBy(() -> objects.get("tile/0/000")).hasMessageContaining("more than");
    }

    @Test
    void whatWasPutIsThereAfterThePowerWent() {
        for (var seed = 0; seed < 2_000; seed++) {
            new Life(seed).live();
        }
    }

    @Test
    void withoutRoomNothingStaysBehind() throws Exception {
        var disk = new SimulatedDisk(FOLDER);
        var objects = LocalObjects.open(disk, new LogFolder(FOLDER));
        disk.leaveRoom(3);

        assertThatThrownBy(() -> objects.put(List.of(item("tile/0/000", "a"), item("tile/0/001", "long"))))
                .isInstanceOf(DiskFullException.class);
        assertThat(objects.get("tile/0/001")).isEmpty();
        assertThat(disk.list(new LogFolder(FOLDER).unfinished())).isEmpty();

        disk.leaveRoom(100);
        objects.put(List.of(item("tile/0/000", "a"), item("tile/0/001", "long")));
        assertThat(objects.get("tile/0/001")).contains(bytes("long"));
    }

    @Test
    void whatAStartBeforeLeftUnfinishedIsRemoved(@TempDir Path folder) throws Exception {
        LocalObjects.open(new RealDisk(), new LogFolder(folder));
        Files.writeString(folder.resolve("unfinished/1"), "half");

        var objects = LocalObjects.open(new RealDisk(), new LogFolder(folder));
        objects.put(List.of(item("tile/0/000", "a")));

        assertThat(folder.resolve("unfinished")).isEmptyDirectory();
    }

    @Test
    void anInterruptedReaderDisturbsNobody(@TempDir Path folder) throws Exception {
        // given a journal and a reader on one disk
        var disk = new RealDisk();
        var history = new TestHistory();
        var objects = LocalObjects.open(disk, new LogFolder(folder));
        objects.put(List.of(item("tile/0/000", "a")));
        var place = new JournalPlace(disk, folder.resolve("journal"), TestHistory.logId(), 20_000);
        var journal = LocalJournal.open(place, Base.EMPTY, history.hasher, _ -> {});

        // when
        for (var i = 0; i < 50; i++) {
            var reader = Thread.ofVirtual().start(() -> {
                Thread.currentThread().interrupt();
                assertThatThrownBy(() -> objects.get("tile/0/000")).isInstanceOf(IOException.class);
            });
            journal.append(history.add(history.next(List.of(bytes("entry")))));
            reader.join();
        }

        // then
        journal.close();
        var replayed = new ArrayList<Bytes>();
        LocalJournal.open(place, Base.EMPTY, history.hasher, it -> replayed.add(it.encoded()))
                .close();
        assertThat(replayed).isEqualTo(history.after(Base.EMPTY));
        assertThat(objects.get("tile/0/000")).contains(bytes("a"));
    }

    private static Item item(String path, String content) {
        return new Item(path, bytes(content));
    }

    private static Bytes bytes(String text) {
        return Bytes.view(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Puts and replaces files while the power goes again and again. */
    private static final class Life {
        private final long seed;
        private final Random random;
        private final HashMap<String, Bytes> durable = new HashMap<>();
        private final List<Item> inDoubt = new ArrayList<>();
        private SimulatedDisk disk = new SimulatedDisk(FOLDER);
        private int number;

        Life(long seed) {
            this.seed = seed;
            this.random = new Random(seed);
        }

        void live() {
            for (var cut = 0; cut < 4; cut++) {
                disk.cutPowerAfter(random.nextInt(100));
                try {
                    write(LocalObjects.open(disk, new LogFolder(FOLDER)));
                } catch (IOException _) {
                    assertThat(disk.works()).as("seed %d", seed).isFalse();
                }
                disk = disk.afterPowerCut(random);
                check();
            }
        }

        private void write(LocalObjects objects) throws IOException {
            while (true) {
                var items = items();
                inDoubt.addAll(items);
                if (items.size() == 1) {
                    objects.replace(items.getFirst());
                } else {
                    objects.put(items);
                }
                items.forEach(it -> durable.put(it.path(), it.content()));
                inDoubt.clear();
            }
        }

        /** One checkpoint, or several tiles, of which some were put before a cut. */
        private List<Item> items() {
            if (random.nextInt(3) == 0) {
                return List.of(new Item("checkpoint", TestHistory.bytes(random, 600)));
            }
            var items = new ArrayList<Item>();
            number = Math.max(0, number - random.nextInt(3));
            for (var i = number; i < number + 3; i++) {
                items.add(item("tile/%d/%03d".formatted(i % 5, i), "tile " + i + "-".repeat(600)));
            }
            number += 3;
            return items;
        }

        private void check() {
            try {
                var objects = LocalObjects.open(disk, new LogFolder(FOLDER));
                for (var path : List.copyOf(durable.keySet())) {
                    var found = objects.get(path);
                    var isNewer = inDoubt.stream()
                            .anyMatch(it -> it.path().equals(path)
                                    && Optional.of(it.content()).equals(found));
                    assertThat(isNewer || found.equals(Optional.of(durable.get(path))))
                            .as("seed %d: %s", seed, path)
                            .isTrue();
                    durable.put(path, found.orElseThrow());
                }
                inDoubt.clear();
            } catch (IOException e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
    }
}
