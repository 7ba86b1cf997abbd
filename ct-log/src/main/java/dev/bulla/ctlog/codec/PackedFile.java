/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.codec;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;

/** Files that were stored or sent packed, which a log may do without being asked (static-ct, "Log Entries"). */
public final class PackedFile {
    private static final int FIRST = 0x1f;
    private static final int SECOND = 0x8b;

    private PackedFile() {}

    /**
     * The file as it was before it was packed, if it was.
     *
     * @param most how many bytes it may have; with more it throws {@link MalformedException}
     */
    public static Bytes plain(Bytes content, int most) {
        var plain = isPacked(content) ? unpacked(content, most) : content;
        if (plain.size() > most) {
            throw new MalformedException("it is larger than " + most + " bytes");
        }
        return plain;
    }

    /** Whether it starts like packed bytes. No data tile does: it starts with a time, and this one is far away. */
    private static boolean isPacked(Bytes content) {
        return content.size() > 2 && content.at(0) == FIRST && content.at(1) == SECOND;
    }

    /** What was packed; the excess of more than so many bytes is left out, save one. */
    public static Bytes unpacked(Bytes packed, int most) {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(packed.toArray()))) {
            return Bytes.view(in.readNBytes(most + 1));
        } catch (IOException e) {
            throw new MalformedException("it starts like gzip, and cannot be unpacked");
        }
    }
}
