/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.x509;

import java.util.Arrays;

/** An object identifier, encoded once. */
public final class Oid {
    private static final int TAG = 0x06;
    private static final int LARGEST_SHORT_CONTENT = 0x7f;
    private static final int ROOTS_APART = 40;

    private final String dotted;
    private final byte[] encoded;

    private Oid(String dotted, byte[] encoded) {
        this.dotted = dotted;
        this.encoded = encoded;
    }

    /** The identifier of this dotted form, of which each arc fits into 31 bits. For constants: what it throws is a typo. */
    public static Oid of(String dotted) {
        var arcs =
                Arrays.stream(dotted.split("\\.")).mapToInt(Integer::parseInt).toArray();
        var content = new byte[5 * arcs.length];
        var size = write(content, 0, Math.addExact(ROOTS_APART * arcs[0], arcs[1]));
        for (var i = 2; i < arcs.length; i++) {
            size = write(content, size, arcs[i]);
        }
        if (size > LARGEST_SHORT_CONTENT) {
            throw new IllegalArgumentException(dotted + " is longer than any identifier of ours");
        }
        var encoded = new byte[2 + size];
        encoded[0] = TAG;
        encoded[1] = (byte) size;
        System.arraycopy(content, 0, encoded, 2, size);
        return new Oid(dotted, encoded);
    }

    private static int write(byte[] content, int from, int arc) {
        var at = from;
        for (var shift = 28; shift > 0; shift -= 7) {
            if (arc >>> shift != 0) {
                content[at++] = (byte) (0x80 | (arc >>> shift));
            }
        }
        content[at++] = (byte) (arc & 0x7f);
        return at;
    }

    /** Tag, length and content. */
    byte[] encoded() {
        return encoded;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Oid oid && dotted.equals(oid.dotted);
    }

    @Override
    public int hashCode() {
        return dotted.hashCode();
    }

    /** The dotted form. */
    @Override
    public String toString() {
        return dotted;
    }
}
