/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.copy;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.MalformedException;
import dev.bulla.ctlog.codec.TilePath;
import dev.bulla.ctlog.store.Objects.Item;
import dev.bulla.ctlog.store.OpenRefusedException;
import dev.bulla.ctlog.store.local.Disk;
import dev.bulla.ctlog.store.local.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A copy in an archive, to which every export adds. What it adds begins where the archive ended, and its first block is written
 * when all that follows is durable: until then the archive ends where it did.
 */
public final class TarShelf implements Shelf {
    private static final int END = 2 * TarMember.BLOCK;

    private final Disk disk;
    private final Path path;
    private final Path written;
    private final DiskFile file;
    private final TarIndex index;
    private long at;
    private Optional<ByteBuffer> first = Optional.empty();

    private TarShelf(Disk disk, Path path, Path written, DiskFile file, TarIndex index) {
        this.disk = disk;
        this.path = path;
        this.written = written;
        this.file = file;
        this.index = index;
        this.at = index.end();
    }

    /** The copy in a file that nobody else writes to. One that is not there yet gets its name when it is complete. */
    public static TarShelf open(Disk disk, Path path) throws IOException, OpenRefusedException {
        if (disk.exists(path)) {
            return existing(disk, path);
        }
        var fresh = path.resolveSibling(path.getFileName() + ".new");
        disk.delete(fresh);
        return new TarShelf(disk, path, fresh, disk.create(fresh), new TarIndex(new TreeMap<>(), 0));
    }

    private static TarShelf existing(Disk disk, Path path) throws IOException, OpenRefusedException {
        var file = disk.open(path);
        try {
            var index = TarIndex.read(file);
            if (!index.files().containsKey(TilePath.CHECKPOINT)) {
                throw new OpenRefusedException(path + ": is no copy of a log: it has no checkpoint");
            }
            return new TarShelf(disk, path, path, file, index);
        } catch (MalformedException e) {
            file.close();
            throw new OpenRefusedException(
                    "%s: %s; name another file for a new copy".formatted(path, e.getMessage()), e);
        } catch (IOException | OpenRefusedException e) {
            file.close();
            throw e;
        }
    }

    @Override
    public Optional<Bytes> checkpoint() throws IOException {
        return index.content(TilePath.CHECKPOINT, file);
    }

    @Override
    public void add(List<Item> items) throws IOException {
        for (var item : items) {
            append(TarMember.encoded(item.path(), item.content()));
        }
    }

    private void append(ByteBuffer member) throws IOException {
        if (first.isEmpty()) {
            first = Optional.of(member.slice(0, TarMember.BLOCK));
            file.write(member.slice(TarMember.BLOCK, member.capacity() - TarMember.BLOCK), at + TarMember.BLOCK);
        } else {
            file.write(member.slice(0, member.capacity()), at);
        }
        at += member.capacity();
    }

    @Override
    public void complete(Grown grown, List<Item> about, Bytes checkpoint) throws IOException {
        for (var item : about) {
            if (!index.content(item.path(), file).equals(Optional.of(item.content()))) {
                add(List.of(item));
            }
        }
        add(List.of(new Item(TilePath.CHECKPOINT, checkpoint)));
        file.write(ByteBuffer.allocate(END), at);
        file.force(true);
        file.write(first.orElseThrow(), index.end());
        file.force(true);
        if (!written.equals(path)) {
            disk.rename(written, path);
            disk.syncFolder(Objects.requireNonNull(path.getParent(), "a file is in some folder"));
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
        if (!written.equals(path)) {
            disk.delete(written);
        }
    }
}
