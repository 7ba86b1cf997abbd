/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.copy;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.OutgrownTiles;
import dev.bulla.ctlog.codec.TilePath;
import dev.bulla.ctlog.store.Objects.Item;
import dev.bulla.ctlog.store.OpenRefusedException;
import dev.bulla.ctlog.store.local.Disk;
import dev.bulla.ctlog.store.local.LocalObjects;
import dev.bulla.ctlog.store.local.LogFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A copy in a folder, which any web server can serve. */
public final class FolderShelf implements Shelf {
    private static final String UNFINISHED = "unfinished";
    private static final Set<String> OURS = Set.of(
            "tile",
            "issuer",
            TilePath.CHECKPOINT,
            TilePath.DESCRIPTION,
            TilePath.FACTS,
            UNFINISHED,
            "lock",
            "lock.holder",
            "lost+found");

    private final Disk disk;
    private final Path folder;
    private final LocalObjects objects;

    private FolderShelf(Disk disk, Path folder, LocalObjects objects) {
        this.disk = disk;
        this.folder = folder;
        this.objects = objects;
    }

    /** The copy in a folder that nobody else writes to. */
    public static FolderShelf open(Disk disk, Path folder) throws IOException, OpenRefusedException {
        expectCopy(disk, folder);
        return new FolderShelf(disk, folder, LocalObjects.open(disk, new LogFolder(folder)));
    }

    /** Refuses a folder with anything in it that no copy has. */
    public static void expectCopy(Disk disk, Path folder) throws IOException, OpenRefusedException {
        for (var path : disk.list(folder)) {
            if (!OURS.contains(path.getFileName().toString())) {
                throw new OpenRefusedException(
                        path + ": is no part of a copy of a log; name an empty folder, or one with a copy");
            }
        }
    }

    @Override
    public Optional<Bytes> checkpoint() throws IOException {
        return objects.get(TilePath.CHECKPOINT);
    }

    @Override
    public void add(List<Item> items) throws IOException {
        objects.put(items);
    }

    @Override
    public void complete(Grown grown, List<Item> about, Bytes checkpoint) throws IOException {
        for (var item : about) {
            if (!objects.get(item.path()).equals(Optional.of(item.content()))) {
                objects.replace(item);
            }
        }
        objects.replace(new Item(TilePath.CHECKPOINT, checkpoint));
        objects.remove(OutgrownTiles.between(grown.from(), grown.to()));
    }

    /** Takes away the folder for files that have no name yet: it is no part of a log. */
    @Override
    public void close() throws IOException {
        var unfinished = folder.resolve(UNFINISHED);
        if (disk.list(unfinished).isEmpty()) {
            disk.delete(unfinished);
        }
    }
}
