/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.check;

import dev.bulla.ctlog.index.IndexFile;
import dev.bulla.ctlog.merkle.Tile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Compares the files of an index with the entries that it was made from. */
final class IndexCheck {
    private final List<SweptTile> swept;
    private final long size;
    private final Findings findings;

    IndexCheck(List<SweptTile> swept, long size, Findings findings) {
        this.swept = swept;
        this.size = size;
        this.findings = findings;
    }

    void check(Path folder) throws UnreadableException {
        try {
            for (var file : IndexFile.in(folder)) {
                var damage = file.damage(sums(file));
                damage.ifPresent(what -> findings.add(new Finding(
                        Finding.Kind.INDEX,
                        "index/" + file.name(),
                        Math.min(size, file.start()),
                        Math.min(size, file.end()),
                        what)));
            }
        } catch (IOException e) {
            throw new UnreadableException(folder + " cannot be read: " + e, e);
        }
    }

    /** What the file must add up to; nothing if not all of its entries were read. */
    private Optional<IndexFile.Sums> sums(IndexFile file) {
        if (file.end() > size) {
            return Optional.empty();
        }
        var tiles = swept.subList((int) (file.start() / Tile.WIDTH), (int) (file.end() / Tile.WIDTH));
        var rows = tiles.stream().flatMap(tile -> tile.rows().stream()).toList();
        if (rows.size() < tiles.size()) {
            return Optional.empty();
        }
        return Optional.of(new IndexFile.Sums(
                rows.stream().mapToLong(IndexFile.Sums::leaves).sum(),
                rows.stream().mapToLong(IndexFile.Sums::identities).sum()));
    }
}
