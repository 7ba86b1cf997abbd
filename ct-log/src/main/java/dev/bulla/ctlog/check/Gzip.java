/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.check;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.MalformedException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;

/** Files that were stored or sent packed, which a log may do without being asked (static-ct, "Log Entries"). */
final class Gzip {
    private static final int FIRST = 0x1f;
    private static final int SECOND = 0x8b;

    private Gzip() {}

    /** Whether it starts like packed bytes. No data tile does: it starts with a time, and this one is far away. */
    static boolean isPacked(Bytes content) {
        return content.size() > 2 && content.at(0) == FIRST && content.at(1) == SECOND;
    }

    /** What was packed; the excess of more than {@link LogSource#LARGEST} bytes is left out, save one. */
    static Bytes unpacked(Bytes packed) {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(packed.toArray()))) {
            return Bytes.view(in.readNBytes(LogSource.LARGEST + 1));
        } catch (IOException e) {
            throw new MalformedException("it starts like gzip, and cannot be unpacked");
        }
    }
}
