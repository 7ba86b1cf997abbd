/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.copy;

import dev.bulla.ctlog.check.UnreadableException;
import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.TilePath;
import dev.bulla.ctlog.codec.TreeHead;
import dev.bulla.ctlog.merkle.Hash;
import dev.bulla.ctlog.store.Objects.Item;
import dev.bulla.ctlog.store.OpenRefusedException;
import dev.bulla.ctlog.store.local.Disk;
import dev.bulla.ctlog.store.local.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The two kinds of copies, as a test uses them: with heads that are written down and not signed. */
enum TestShelf {
    FOLDER {
        @Override
        Shelf open(Disk disk) throws IOException, OpenRefusedException {
            return FolderShelf.open(disk, PLACE);
        }

        @Override
        Map<String, Bytes> files(Disk disk) throws IOException {
            var files = new TreeMap<String, Bytes>();
            collect(disk, PLACE, files);
            return files;
        }
    },
    ARCHIVE {
        @Override
        Shelf open(Disk disk) throws IOException, OpenRefusedException {
            return TarShelf.open(disk, PLACE.resolveSibling("copy.tar"));
        }

        @Override
        Map<String, Bytes> files(Disk disk) throws IOException {
            var path = PLACE.resolveSibling("copy.tar");
            if (!disk.exists(path)) {
                return Map.of();
            }
            var files = new TreeMap<String, Bytes>();
            try (var file = disk.read(path)) {
                var index = TarIndex.read(file);
                for (var name : index.files().keySet()) {
                    files.put(name, index.content(name, file).orElseThrow());
                }
            }
            return files;
        }
    };

    static final Path PLACE = Path.of("/backup/copy");

    private static final String ABOUT = "log.v3.json";

    abstract Shelf open(Disk disk) throws IOException, OpenRefusedException;

    abstract Map<String, Bytes> files(Disk disk) throws IOException;

    /** Lets a copy grow to the size of a log that has all these files. */
    void grow(Disk disk, TreeHead to, Map<String, Bytes> log)
            throws IOException, OpenRefusedException, UnreadableException, DamagedSourceException,
                    InterruptedException {
        try (var shelf = open(disk);
                var copy = LogCopy.of(to, new MadeFiles.Source(log), MadeFiles.PROVIDER, 2)) {
            var from = shelf.checkpoint()
                    .map(TestShelf::head)
                    .orElse(MadeFiles.of(0).head(0));
            if (!copy.continues(from)) {
                throw new AssertionError("the copy is no beginning of the log");
            }
            copy.since(from.size(), shelf, (_, _) -> {});
            shelf.complete(
                    new Shelf.Grown(from.size(), to.size()),
                    List.of(new Item(ABOUT, text("about the log"))),
                    checkpoint(to));
        }
    }

    /** How far a copy is complete. */
    static Optional<TreeHead> head(Map<String, Bytes> files) {
        return Optional.ofNullable(files.get(TilePath.CHECKPOINT)).map(TestShelf::head);
    }

    static Bytes checkpoint(TreeHead head) {
        return text("%d %d %s".formatted(head.size(), head.timestamp(), head.root()));
    }

    private static TreeHead head(Bytes checkpoint) {
        var parts = new String(checkpoint.toArray(), StandardCharsets.US_ASCII).split(" ", -1);
        var root = Hash.read(HexFormat.of().parseHex(parts[2]), 0);
        return new TreeHead(Long.parseLong(parts[0]), Long.parseLong(parts[1]), root);
    }

    private static Bytes text(String text) {
        return Bytes.view(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static void collect(Disk disk, Path folder, Map<String, Bytes> files) throws IOException {
        for (var path : disk.list(folder)) {
            if (disk.isFolder(path)) {
                collect(disk, path, files);
            } else {
                try (var file = disk.read(path)) {
                    files.put(PLACE.relativize(path).toString(), content(file));
                }
            }
        }
    }

    private static Bytes content(DiskFile file) throws IOException {
        var content = ByteBuffer.allocate((int) file.size());
        file.read(content, 0);
        return Bytes.view(content.array());
    }
}
