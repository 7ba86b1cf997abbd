/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.names;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Reads a part of a run from its beginning to its end. */
final class RunBytes {
    private static final int MORE = 0x80;
    private static final int BITS = 7;

    private final MemorySegment bytes;
    private final long end;
    private long at;

    RunBytes(MemorySegment bytes, long from, long end) {
        if (from < 0 || from > end || end > bytes.byteSize()) {
            throw new DamagedNamesException("a part that is not inside");
        }
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    boolean atEnd() {
        return at == end;
    }

    /** A number below 2^31, seven bits in a byte, the lowest first. */
    int number() {
        var number = 0L;
        for (var shift = 0; shift < Integer.SIZE; shift += BITS) {
            if (atEnd()) {
                throw new DamagedNamesException("a number is cut off");
            }
            var next = bytes.get(ValueLayout.JAVA_BYTE, at++);
            number |= (long) (next & (MORE - 1)) << shift;
            if (next >= 0) {
                return checked(number);
            }
        }
        throw new DamagedNamesException("a number is too long");
    }

    private static int checked(long number) {
        if (number > Integer.MAX_VALUE) {
            throw new DamagedNamesException("a number is too large");
        }
        return (int) number;
    }

    void copy(int count, byte[] target, int offset) {
        expect(count);
        MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, at, target, offset, count);
        at += count;
    }

    /** The next bytes, as a part of their own. */
    RunBytes part(int count) {
        expect(count);
        at += count;
        return new RunBytes(bytes, at - count, at);
    }

    private void expect(int count) {
        if (count > end - at) {
            throw new DamagedNamesException("a part is cut off");
        }
    }
}
