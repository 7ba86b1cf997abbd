/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.watch;

import dev.bulla.ctlog.check.UnreadableException;
import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.MalformedException;
import dev.bulla.ctlog.codec.TilePath;
import dev.bulla.ctlog.merkle.Hash;
import java.security.Provider;
import java.util.Optional;
import java.util.function.Function;

/** The two ways in which logs are read. */
public enum LogKind {
    /** Tiles (C2SP static-ct-api). */
    STATIC,
    /** Questions and answers (RFC 6962, section 4). */
    RFC6962;

    /**
     * What is needed to ask a log.
     *
     * @param json takes an object of JSON apart, or throws {@link MalformedException}
     */
    public record Asking(Pages pages, Function<Bytes, JsonAnswer> json, Hash logId, Provider provider) {}

    LogApi of(Asking asking) {
        return switch (this) {
            case STATIC -> new StaticTiles(asking.pages(), asking.logId(), asking.provider());
            case RFC6962 -> new Rfc6962Answers(asking.pages(), asking.json(), asking.provider());
        };
    }

    /** The kind of log that answers. One that can be read in both ways is read by its tiles: anybody may keep those. */
    public static LogKind seenIn(Asking asking) throws UnreadableException, InterruptedException {
        if (isThere(TilePath.CHECKPOINT, asking, StaticTiles::checkpoint)) {
            return STATIC;
        }
        if (isThere(
                Rfc6962Answers.HEAD,
                asking,
                head -> Rfc6962Answers.head(asking.json().apply(head)))) {
            return RFC6962;
        }
        throw new UnreadableException(
                "there is neither a checkpoint nor an answer to get-sth: this is no log's address");
    }

    private static boolean isThere(String path, Asking asking, Function<Bytes, Object> reading)
            throws UnreadableException, InterruptedException {
        Optional<Bytes> page = asking.pages().get(path, StaticTiles.LARGEST_CHECKPOINT);
        try {
            return page.map(reading).isPresent();
        } catch (MalformedException _) {
            return false;
        }
    }
}
