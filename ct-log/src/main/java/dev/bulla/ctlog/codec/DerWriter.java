/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.codec;

import java.util.List;

/** Puts DER elements together out of bytes that exist. */
final class DerWriter {
    private DerWriter() {}

    /** An element that holds these runs, one after the other. */
    static Bytes element(int tag, List<Bytes> contents) {
        var size = contents.stream().mapToInt(Bytes::size).sum();
        var out = new TlsWriter(elementSize(size));
        writeHeader(out, tag, size);
        contents.forEach(out::bytes);
        return Bytes.view(out.toArray());
    }

    /** Writes the tag and the length of an element. */
    static void writeHeader(TlsWriter out, int tag, int contentSize) {
        out.u8(tag);
        switch (headerSize(contentSize)) {
            case 2 -> out.u8(contentSize);
            case 3 -> out.u8(0x81).u8(contentSize);
            case 4 -> out.u8(0x82).u16(contentSize);
            default -> out.u8(0x83).u24(contentSize);
        }
    }

    /** How many bytes an element with so much content takes. */
    static int elementSize(int contentSize) {
        return headerSize(contentSize) + contentSize;
    }

    /** How many bytes the tag and the length of so much content take. */
    static int headerSize(int contentSize) {
        if (contentSize < 0x80) {
            return 2;
        }
        if (contentSize < 0x100) {
            return 3;
        }
        return contentSize < 0x10000 ? 4 : 5;
    }
}
