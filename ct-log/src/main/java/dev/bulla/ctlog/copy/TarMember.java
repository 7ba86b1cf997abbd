/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.copy;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.MalformedException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The block before a file in a tar archive (POSIX ustar).
 *
 * @param path   below the archive's top
 * @param folder whether it is a folder, which has no content
 */
record TarMember(String path, long size, boolean folder) {
    static final int BLOCK = 512;

    private static final int NAME = 100;
    private static final int MODE_AT = 100;
    private static final int SIZE_AT = 124;
    private static final int TIME_AT = 136;
    private static final int SUM_AT = 148;
    private static final int SUM = 8;
    private static final int TYPE_AT = 156;
    private static final int MAGIC_AT = 257;
    private static final int PREFIX_AT = 345;
    private static final String HERE = "./";

    /** The file behind its block, filled up with zeros. Nobody owns it and it has no time: only what it holds is copied. */
    static ByteBuffer encoded(String path, Bytes content) {
        var out = ByteBuffer.allocate(BLOCK + padded(content.size()));
        put(out, 0, path);
        put(out, MODE_AT, "0000644\0000000000\0000000000\0");
        put(out, SIZE_AT, "%011o\0".formatted(content.size()));
        put(out, TIME_AT, "00000000000\0");
        put(out, SUM_AT, "        ");
        put(out, TYPE_AT, "0");
        put(out, MAGIC_AT, "ustar\00000");
        put(out, SUM_AT, "%06o\0 ".formatted(sum(Bytes.view(out.array()).part(0, BLOCK))));
        content.copyTo(out.array(), BLOCK);
        return out;
    }

    /** Reads a block that is not empty, or throws {@link MalformedException}. */
    static TarMember parse(Bytes block) {
        if (number(block, SUM_AT, SUM) != sum(block)
                || !text(block, MAGIC_AT, 5).equals("ustar")) {
            throw new MalformedException("no file of an archive begins there");
        }
        var type = (char) block.at(TYPE_AT);
        var isFolder = type == '5';
        if (!isFolder && type != '0' && type != 0 || block.at(PREFIX_AT) != 0) {
            throw new MalformedException(
                    "another tool packed it, with more than files and folders: unpack it and name the folder");
        }
        var path = text(block, 0, NAME);
        var size = number(block, SIZE_AT, TIME_AT - SIZE_AT);
        return new TarMember(path.startsWith(HERE) ? path.substring(HERE.length()) : path, size, isFolder);
    }

    /** How many bytes it takes behind its block. */
    static int padded(int size) {
        return Math.ceilDiv(size, BLOCK) * BLOCK;
    }

    /** The sum of the block's bytes, with blanks where the sum itself stands. */
    private static long sum(Bytes block) {
        var sum = 0L;
        for (var i = 0; i < BLOCK; i++) {
            sum += i >= SUM_AT && i < SUM_AT + SUM ? ' ' : block.at(i);
        }
        return sum;
    }

    private static void put(ByteBuffer out, int at, String text) {
        var bytes = text.getBytes(StandardCharsets.US_ASCII);
        out.put(at, bytes);
    }

    private static String text(Bytes block, int at, int most) {
        var text = new String(block.part(at, at + most).toArray(), StandardCharsets.ISO_8859_1);
        var end = text.indexOf('\0');
        return end < 0 ? text : text.substring(0, end);
    }

    private static long number(Bytes block, int at, int width) {
        try {
            return Long.parseLong(text(block, at, width).strip(), 8);
        } catch (NumberFormatException _) {
            throw new MalformedException("it has no number where one must be");
        }
    }
}
