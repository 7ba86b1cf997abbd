/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.observe;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An append-only file of whole lines.
 *
 * <p>A line that could be written only in part is cut off again, so that a full disk leaves no torn record. When the file
 * was moved away by whoever rotates it, the next line goes to a new one.
 */
final class AuditFile implements AuditSink, AutoCloseable {
    private static final long LOOK_EVERY_NANOS = 1_000_000_000L;

    /** As long as a long line. */
    private static final String PROBE = " ".repeat(4096);

    private final Path path;
    private @Nullable FileChannel channel;
    private @Nullable Object identity;
    private boolean failing;
    private long lastLook = System.nanoTime();

    AuditFile(Path path) {
        this.path = path;
    }

    /**
     * Opens the file if it is not open, or no longer the one of that name. After a line that could not be written it also
     * tries whether one would fit by now: whoever asks is about to do what cannot be undone.
     */
    @Override
    public synchronized void ready() throws IOException {
        var file = open();
        if (failing) {
            var end = file.size();
            write(PROBE);
            file.truncate(end);
        }
    }

    /** An interrupt would close the file under the writer, and whoever was interrupted is on record too: it waits. */
    @Override
    public void append(String line) throws IOException {
        var interrupted = Thread.interrupted();
        try {
            write(line);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private synchronized void write(String line) throws IOException {
        var file = open();
        var end = file.size();
        try {
            var bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            failing = false;
        } catch (IOException e) {
            failing = true;
            cutOff(file, end, e);
            close();
            throw e;
        }
    }

    private static void cutOff(FileChannel file, long end, IOException reason) {
        try {
            file.truncate(end);
        } catch (IOException e) {
            reason.addSuppressed(e);
        }
    }

    private FileChannel open() throws IOException {
        var now = System.nanoTime();
        if (channel != null && now - lastLook > LOOK_EVERY_NANOS) {
            lastLook = now;
            if (!Objects.equals(identity, identityOf(path))) {
                close();
            }
        }
        if (channel == null) {
            var folder = path.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            identity = identityOf(path);
        }
        return channel;
    }

    private static @Nullable Object identityOf(Path path) throws IOException {
        try {
            return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    @Override
    public synchronized void close() throws IOException {
        var open = channel;
        channel = null;
        if (open != null) {
            open.close();
        }
    }
}
