/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.store.local;

import dev.bulla.ctlog.merkle.Hash;
import dev.bulla.ctlog.merkle.RightEdge;
import dev.bulla.ctlog.store.Base;
import java.util.ArrayList;

/** The lines that tell a base. */
public final class BaseText {
    private BaseText() {}

    /** Adds them to a text. */
    public static CheckedLines write(Base base, CheckedLines lines) {
        lines.with("sequence", base.sequence())
                .with("record", base.record())
                .with("timestamp", base.timestamp())
                .with("size", base.size());
        base.edge().peaks().forEach(peak -> lines.with("peak", peak));
        return lines.with("root", base.root());
    }

    /** Reads them, which must be the rest of a text. */
    public static Base read(CheckedLines lines) {
        var sequence = lines.nextNumber("sequence");
        var record = lines.nextHash("record");
        var timestamp = lines.nextNumber("timestamp");
        var size = lines.nextNumber("size");
        var peaks = new ArrayList<Hash>();
        for (var i = 0; i < Long.bitCount(size); i++) {
            peaks.add(lines.nextHash("peak"));
        }
        var base = new Base(sequence, record, timestamp, new RightEdge(size, peaks), lines.nextHash("root"));
        lines.expectEnd();
        return base;
    }
}
