/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.watch;

import dev.bulla.ca.data.PublicFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Lines that wait to be sent, in their order and on the disk: a file of lines, and a small one that says how far it was sent.
 * A line is never dropped; one that was sent while the machine went down comes a second time.
 */
final class UnsentLines implements LineSink {
    private static final int LARGEST_BATCH = 1 << 20;

    private final Path file;
    private final Path mark;
    private final LineFile lines;
    private long sent;

    /**
     * @param lines in the order in which they are to be sent
     * @param end   where in the file they end
     */
    record Batch(List<String> lines, long end) {}

    private UnsentLines(Path file, Path mark) {
        this.file = file;
        this.mark = mark;
        this.lines = new LineFile(file);
    }

    /** Takes up what waits in a folder. */
    static UnsentLines in(Path folder) throws IOException {
        var unsent = new UnsentLines(folder.resolve("unsent.jsonl"), folder.resolve("unsent.mark"));
        unsent.cutTornLine();
        unsent.setMark(unsent.readMark());
        return unsent;
    }

    /** Whoever wrote it was cut off before it was done, and will write it again. */
    private void cutTornLine() throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        try (var channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            var end = channel.size();
            var last = ByteBuffer.allocate(1);
            while (end > 0 && channel.read(last.clear(), end - 1) == 1 && last.get(0) != '\n') {
                end--;
            }
            channel.truncate(end);
            channel.force(true);
        }
    }

    @Override
    public void append(List<String> more) throws IOException {
        lines.append(more);
    }

    boolean isEmpty() throws IOException {
        return length() <= sent;
    }

    /** The next ones, at most so many and none that is not whole; more than one only as far as they go into a mebibyte. */
    Batch next(int most) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            var content = ByteBuffer.allocate((int) Math.min(LARGEST_BATCH, channel.size() - sent));
            while (content.hasRemaining() && channel.read(content, sent + content.position()) >= 0) {
                // As much as the file has.
            }
            var batch = batch(content.flip(), most);
            if (batch.lines().isEmpty()) {
                throw new IOException(file + " holds no whole line where one is to be sent");
            }
            return batch;
        }
    }

    private Batch batch(ByteBuffer content, int most) {
        var batch = new ArrayList<String>();
        var start = 0;
        for (var at = 0; at < content.limit() && batch.size() < most; at++) {
            if (content.get(at) == '\n') {
                batch.add(StandardCharsets.UTF_8
                        .decode(content.slice(start, at - start))
                        .toString());
                start = at + 1;
            }
        }
        return new Batch(batch, sent + start);
    }

    /**
     * A batch has arrived. When nothing waits any more the mark goes back, and then the file is emptied: the other way round a mark that
     * could not be written would pass over lines that come later.
     */
    void sent(Batch batch) throws IOException {
        if (batch.end() < length()) {
            setMark(batch.end());
            return;
        }
        setMark(0);
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(0);
            channel.force(true);
        }
    }

    private void setMark(long to) throws IOException {
        PublicFiles.replace(mark, Long.toString(to));
        sent = to;
    }

    /** How many bytes wait, with those that were sent of what waited beside them. */
    long length() throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
    }

    /** A mark beyond the end is that of a file that was emptied. One that cannot be read means that all is sent again. */
    private long readMark() throws IOException {
        if (!Files.exists(mark)) {
            return 0;
        }
        try {
            var known = Long.parseLong(Files.readString(mark));
            return known < 0 || known > length() ? 0 : known;
        } catch (NumberFormatException _) {
            return 0;
        }
    }
}
