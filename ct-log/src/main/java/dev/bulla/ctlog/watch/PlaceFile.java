/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.watch;

import dev.bulla.ctlog.codec.Base64Text;
import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.DigitallySigned;
import dev.bulla.ctlog.codec.MalformedException;
import dev.bulla.ctlog.codec.SignedTreeHead;
import dev.bulla.ctlog.codec.TreeHead;
import dev.bulla.ctlog.merkle.Hash;
import dev.bulla.ctlog.merkle.RightEdge;
import dev.bulla.ctlog.store.local.CheckedLines;
import dev.bulla.ctlog.store.local.Disk;
import dev.bulla.ctlog.store.local.SmallFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;

/** The position on the disk. */
public final class PlaceFile {
    private static final String TITLE = "bulla watch 1";
    private static final String NO_FAULT = "none";

    private final SmallFile file;
    private final Hash logId;

    /** @param logId of the log that is followed: the position in another one is refused */
    public PlaceFile(Disk disk, Path path, Hash logId) {
        this.file = new SmallFile(disk, path);
        this.logId = logId;
    }

    /** The position, if one was ever kept; {@link MalformedException} if it is not to be used. */
    public Optional<Position> read() throws IOException {
        return file.read().map(content -> parse(content, logId));
    }

    /** Puts a position in place of the one before. It is durable when this returns. */
    public void replace(Position position) throws IOException {
        file.replace(encoded(position));
    }

    private Bytes encoded(Position position) {
        var lines = CheckedLines.of(TITLE).with("log", logId);
        write(position.head(), lines);
        lines.with("next", position.next());
        position.edge().peaks().forEach(peak -> lines.with("peak", peak));
        lines.with("fault", position.fault().map(it -> it.fault().name()).orElse(NO_FAULT));
        position.fault().flatMap(Misbehaviour::seen).ifPresent(seen -> write(seen, lines));
        return lines.encoded();
    }

    private static void write(SignedTreeHead signed, CheckedLines lines) {
        lines.with("size", signed.head().size())
                .with("timestamp", signed.head().timestamp())
                .with("root", signed.head().root())
                .with("signature", Base64Text.of(signed.signature().encoded()));
    }

    static Position parse(Bytes content, Hash logId) {
        var lines = CheckedLines.parse(TITLE, content);
        if (!lines.nextHash("log").equals(logId)) {
            throw new MalformedException("is the place in another log");
        }
        var head = head(lines);
        var edge = edge(lines);
        if (edge.size() > head.head().size()) {
            throw new MalformedException("is a place beyond its head");
        }
        var position = new Position(head, edge);
        var fault = lines.next("fault");
        if (fault.equals(NO_FAULT)) {
            lines.expectEnd();
            return position;
        }
        var seen = head(lines);
        lines.expectEnd();
        return position.with(new Misbehaviour(fault(fault), Optional.of(head), Optional.of(seen), Bytes.EMPTY));
    }

    private static SignedTreeHead head(CheckedLines lines) {
        var size = notNegative(lines.nextNumber("size"));
        var timestamp = notNegative(lines.nextNumber("timestamp"));
        var root = lines.nextHash("root");
        var signature = DigitallySigned.parse(Base64Text.parse(lines.next("signature"), "signature"));
        return new SignedTreeHead(new TreeHead(size, timestamp, root), signature);
    }

    private static RightEdge edge(CheckedLines lines) {
        var next = notNegative(lines.nextNumber("next"));
        var peaks = new ArrayList<Hash>();
        for (var i = 0; i < Long.bitCount(next); i++) {
            peaks.add(lines.nextHash("peak"));
        }
        return new RightEdge(next, peaks);
    }

    private static long notNegative(long number) {
        if (number < 0) {
            throw new MalformedException("has a number below zero");
        }
        return number;
    }

    private static Fault fault(String name) {
        try {
            return Fault.valueOf(name);
        } catch (IllegalArgumentException _) {
            throw new MalformedException("has a fault that nobody knows");
        }
    }
}
