/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.codec;

import java.util.BitSet;
import java.util.OptionalLong;

/** Where in the log an entry stands, as an extension of its timestamp (static-ct, "SCT Extension"). */
public final class LeafIndex {

    /** The first index that five bytes cannot hold. */
    public static final long LIMIT = 1L << 40;

    private static final int TYPE = 0;
    private static final int SIZE = 5;

    private LeafIndex() {}

    /** The list of extensions that holds an index and nothing else. */
    public static Bytes extension(long index) {
        return Bytes.view(new TlsWriter(3 + SIZE).u8(TYPE).u16(SIZE).u40(index).toArray());
    }

    /** The index in a list of extensions, if there is one. Extensions of unknown types are passed over. */
    public static OptionalLong in(Bytes extensions) {
        var in = new TlsReader(extensions);
        var seen = new BitSet();
        var index = OptionalLong.empty();
        while (!in.atEnd()) {
            var type = in.u8();
            var data = in.vector16();
            if (seen.get(type)) {
                throw new MalformedException("two extensions of type " + type);
            }
            seen.set(type);
            if (type == TYPE) {
                index = OptionalLong.of(index(new TlsReader(data)));
            }
        }
        return index;
    }

    private static long index(TlsReader data) {
        var index = data.u40();
        data.expectEnd();
        return index;
    }
}
