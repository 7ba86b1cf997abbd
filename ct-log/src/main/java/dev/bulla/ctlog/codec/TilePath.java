/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.codec;

import dev.bulla.ctlog.merkle.Hash;
import dev.bulla.ctlog.merkle.Tile;

/** Where static-ct puts what a log publishes, below the log's own address. */
public final class TilePath {
    public static final String CHECKPOINT = "checkpoint";
    public static final String DESCRIPTION = "log.v3.json";

    private TilePath() {}

    /** {@code tile/0/x001/234.p/17} */
    public static String ofHashes(Tile tile) {
        return "tile/" + tile.level() + "/" + number(tile.index()) + suffix(tile);
    }

    /** Where the entries stand whose hashes this tile of level 0 holds. */
    public static String ofEntries(Tile tile) {
        return "tile/data/" + number(tile.index()) + suffix(tile);
    }

    /** The certificate with this fingerprint. */
    public static String ofIssuer(Hash fingerprint) {
        return "issuer/" + fingerprint;
    }

    /** Groups of three digits, all but the last behind an x: no folder gets more than a thousand names. */
    private static String number(long index) {
        var text = "%03d".formatted(index % 1000);
        for (var rest = index / 1000; rest > 0; rest /= 1000) {
            text = "x%03d/".formatted(rest % 1000) + text;
        }
        return text;
    }

    private static String suffix(Tile tile) {
        return tile.isFull() ? "" : ".p/" + tile.width();
    }
}
