/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.backup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** A copy of an audit trail that somebody writes to, as far as it has whole records. */
record AuditCopy(Path trail) {
    private static final int PIECE = 1 << 16;

    /** How many records were copied. */
    long into(PrivateFolder folder) throws IOException {
        if (!Files.exists(trail)) {
            return 0;
        }
        try (var in = FileChannel.open(trail);
                var out = folder.open(BackupFolder.AUDIT)) {
            var whole = endOfLastLine(in, in.size());
            var records = copy(Channels.newInputStream(in.position(0)), whole, out);
            out.force(true);
            return records;
        }
    }

    private static long copy(InputStream in, long bytes, FileChannel out) throws IOException {
        var records = 0L;
        for (var left = bytes; left > 0; ) {
            var piece = in.readNBytes((int) Math.min(PIECE, left));
            if (piece.length == 0) {
                throw new IOException("the audit trail became shorter while it was read");
            }
            PrivateFolder.write(out, ByteBuffer.wrap(piece));
            for (var each : piece) {
                records += each == '\n' ? 1 : 0;
            }
            left -= piece.length;
        }
        return records;
    }

    private static long endOfLastLine(FileChannel in, long size) throws IOException {
        for (var end = size; end > 0; ) {
            var start = Math.max(0, end - PIECE);
            var piece = ByteBuffer.allocate((int) (end - start));
            var read = 0;
            while (piece.hasRemaining() && read >= 0) {
                read = in.read(piece, start + piece.position());
            }
            for (var i = piece.position() - 1; i >= 0; i--) {
                if (piece.get(i) == '\n') {
                    return start + i + 1;
                }
            }
            end = start;
        }
        return 0;
    }
}
