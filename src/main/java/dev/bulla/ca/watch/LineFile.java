/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.watch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** A file that lines are added to, durably. It is opened each time, so whoever rotates it may take it away. */
public final class LineFile implements LineSink {
    private static final String LINE_END = "\n";

    private final Path path;

    public LineFile(Path path) {
        this.path = path.toAbsolutePath();
    }

    @Override
    public void append(List<String> lines) throws IOException {
        try (var file =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            var isNew = file.size() == 0;
            var text = (endsTorn(file) ? LINE_END : "") + String.join(LINE_END, lines) + LINE_END;
            write(file, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
            if (isNew) {
                syncFolder();
            }
        }
    }

    /** After a power cut the last line may be a part of one, which is not to run into the next. */
    private static boolean endsTorn(FileChannel file) throws IOException {
        var last = ByteBuffer.allocate(1);
        return file.size() > 0 && file.read(last, file.size() - 1) == 1 && last.get(0) != '\n';
    }

    /** What could be written only in part is cut off again. */
    private static void write(FileChannel file, ByteBuffer content) throws IOException {
        var end = file.size();
        try {
            file.position(end);
            while (content.hasRemaining()) {
                file.write(content);
            }
            file.force(true);
        } catch (IOException e) {
            file.truncate(end);
            throw e;
        }
    }

    private void syncFolder() throws IOException {
        try (var names = FileChannel.open(path.getParent(), StandardOpenOption.READ)) {
            names.force(true);
        }
    }
}
