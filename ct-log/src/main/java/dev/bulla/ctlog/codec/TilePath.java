/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.codec;

import dev.bulla.ctlog.merkle.Hash;
import dev.bulla.ctlog.merkle.Tile;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where static-ct puts what a log publishes, below the log's own address. */
public final class TilePath {
    public static final String CHECKPOINT = "checkpoint";
    public static final String WITNESSED_CHECKPOINT = "checkpoint.witnessed";

    /** The checkpoint after which nothing was added any more. Only a log that has ended has it. */
    public static final String FINAL_CHECKPOINT = "checkpoint.final";

    public static final String DESCRIPTION = "log.v3.json";

    /** What a copy says of the log that it was made of. Nobody but us knows this file. */
    public static final String FACTS = "log.facts";

    /** What the log accepts, as text. Nobody but us knows this file. */
    public static final String ROOTS = "roots.pem";

    /** Four groups of digits are more than a log can fill that writes its indexes into five bytes. */
    private static final String NUMBER = "(?<number>(?!x000/)(?:x[0-9]{3}/){0,3}[0-9]{3})";

    /** From 1 to 255: a full tile does not tell its width. */
    private static final String WIDTH = "(?<width>[1-9][0-9]?|1[0-9]{2}|2[0-4][0-9]|25[0-5])";

    private static final Pattern TILE =
            Pattern.compile("tile/(?<level>data|[0-5])/" + NUMBER + "(?:\\.p/" + WIDTH + ")?");

    private static final Pattern ISSUER = Pattern.compile("issuer/([0-9a-f]{64})");
    private static final int LONGEST = 100;

    private TilePath() {}

    /** The file that stands at a path, if the path is one that this class writes. */
    public static Optional<PublishedFile> parse(String path) {
        if (path.length() > LONGEST) {
            return Optional.empty();
        }
        return switch (path) {
            case CHECKPOINT -> Optional.of(PublishedFile.Single.CHECKPOINT);
            case WITNESSED_CHECKPOINT -> Optional.of(PublishedFile.Single.WITNESSED_CHECKPOINT);
            case FINAL_CHECKPOINT -> Optional.of(PublishedFile.Single.FINAL_CHECKPOINT);
            case DESCRIPTION -> Optional.of(PublishedFile.Single.DESCRIPTION);
            default -> issuer(path).or(() -> tile(path));
        };
    }

    private static Optional<PublishedFile> issuer(String path) {
        var issuer = ISSUER.matcher(path);
        return issuer.matches()
                ? Optional.of(new PublishedFile.Issuer(Hash.read(HexFormat.of().parseHex(issuer.group(1)), 0)))
                : Optional.empty();
    }

    private static Optional<PublishedFile> tile(String path) {
        var tile = TILE.matcher(path);
        return tile.matches() ? Optional.of(tile(tile)) : Optional.empty();
    }

    private static PublishedFile tile(Matcher path) {
        var index = Long.parseLong(path.group("number").replaceAll("[x/]", ""));
        var level = path.group("level");
        return level.equals("data")
                ? new PublishedFile.Entries(new Tile(0, index, width(path)))
                : new PublishedFile.Hashes(new Tile(Integer.parseInt(level), index, width(path)));
    }

    private static int width(Matcher path) {
        var partial = path.group("width");
        return partial == null ? Tile.WIDTH : Integer.parseInt(partial);
    }

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
