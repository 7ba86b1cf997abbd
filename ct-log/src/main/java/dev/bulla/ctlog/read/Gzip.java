/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.read;

import dev.bulla.ctlog.codec.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Packs what is in memory (RFC 1952). */
final class Gzip {
    private Gzip() {}

    /** For what is asked for once. */
    static Bytes quickly(Bytes content) {
        return packed(content, Deflater.BEST_SPEED);
    }

    /** For what is kept. */
    static Bytes well(Bytes content) {
        return packed(content, Deflater.DEFAULT_COMPRESSION);
    }

    private static Bytes packed(Bytes content, int level) {
        var out = new ByteArrayOutputStream(content.size() / 2);
        try (var packing = new Packing(out, level)) {
            packing.write(content.toArray());
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
        return Bytes.view(out.toByteArray());
    }

    /** The JDK's stream with the one setting that it hides. */
    private static final class Packing extends GZIPOutputStream {
        Packing(OutputStream out, int level) throws IOException {
            super(out);
            def.setLevel(level);
        }
    }
}
