/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.replay;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * An append-only file of used tokens, written anew when most of it has expired.
 *
 * <p>What a restart finds, if the process or the machine dies:
 * <pre>
 *   while a record is appended     all records before it; a torn one at the end is cut off, for its certificate never left
 *   after the record was synced    the record
 *   while the file is written anew the old file, and a fresh one beside it that is written over
 *   after the fresh one was moved  the fresh one
 * </pre>
 * A record that cannot be read with readable ones behind it is no torn end: what it said is lost, and that is told and not
 * passed over. After a failed write nobody knows what the disk holds, so the next thing written is the whole file.
 *
 * <p>Plain files and no channels: a thread that is interrupted would close a channel under everybody else.
 */
final class UsedTokenFile implements Closeable {
    private static final byte[] HEADER = "bulla used tokens 1\n".getBytes(StandardCharsets.US_ASCII);

    private final Path path;
    private final Object syncing = new Object();
    private RandomAccessFile file;
    private long appended;
    private long synced;
    private boolean broken;

    private UsedTokenFile(Path path, RandomAccessFile file, long records) {
        this.path = path;
        this.file = file;
        this.appended = records;
        this.synced = records;
    }

    /** What was read, and the file to go on with. */
    record Opened(UsedTokenFile file, List<UsedToken> tokens) {}

    static Opened open(Path path) throws IOException {
        if (!Files.exists(path)) {
            return new Opened(new UsedTokenFile(path, fresh(path, List.of()), 0), List.of());
        }
        var bytes = Files.readAllBytes(path);
        var tokens = read(path, bytes);
        var file = new RandomAccessFile(path.toFile(), "rw");
        file.setLength(HEADER.length + (long) tokens.size() * UsedToken.BYTES);
        file.seek(file.length());
        file.getFD().sync();
        return new Opened(new UsedTokenFile(path, file, tokens.size()), tokens);
    }

    private static List<UsedToken> read(Path path, byte[] bytes) throws IOException {
        if (!Arrays.equals(bytes, 0, Math.min(HEADER.length, bytes.length), HEADER, 0, HEADER.length)) {
            throw new IOException(path + " is not a file of used tokens");
        }
        var tokens = new ArrayList<UsedToken>();
        var records = ByteBuffer.wrap(bytes, HEADER.length, bytes.length - HEADER.length);
        var torn = false;
        while (records.remaining() >= UsedToken.BYTES) {
            var token = UsedToken.read(records);
            if (token.isPresent() && torn) {
                throw new IOException(path + " is damaged before byte " + (records.position() - UsedToken.BYTES)
                        + ": remove it once every token issued until now has expired");
            }
            torn = token.isEmpty();
            token.ifPresent(tokens::add);
        }
        return tokens;
    }

    /** Returns once the record is on disk. Whoever comes while others sync shares the next sync with all that wait. */
    void append(UsedToken token) throws IOException {
        long mine;
        synchronized (this) {
            if (broken) {
                throw new IOException("an earlier write failed");
            }
            write(token);
            mine = ++appended;
        }
        synchronized (syncing) {
            if (synced < mine) {
                sync();
            }
        }
    }

    private void write(UsedToken token) throws IOException {
        var bytes = ByteBuffer.allocate(UsedToken.BYTES);
        token.write(bytes);
        try {
            file.write(bytes.array());
        } catch (IOException e) {
            broken = true;
            throw e;
        }
    }

    private void sync() throws IOException {
        RandomAccessFile current;
        long all;
        synchronized (this) {
            if (broken) {
                throw new IOException("an earlier write failed");
            }
            current = file;
            all = appended;
        }
        try {
            current.getFD().sync();
            synced = all;
        } catch (IOException e) {
            synchronized (this) {
                broken = true;
            }
            throw e;
        }
    }

    /** Replaces all records by these. Afterwards the file can be written, whatever failed before. */
    void rewrite(Collection<UsedToken> tokens) throws IOException {
        synchronized (syncing) {
            synchronized (this) {
                var old = file;
                // Until it is done nobody knows which of the two files has the name.
                broken = true;
                file = fresh(path, tokens);
                broken = false;
                appended = tokens.size();
                synced = appended;
                old.close();
            }
        }
    }

    private static RandomAccessFile fresh(Path path, Collection<UsedToken> tokens) throws IOException {
        var beside = path.resolveSibling(path.getFileName() + ".new");
        var bytes = ByteBuffer.allocate(HEADER.length + tokens.size() * UsedToken.BYTES);
        bytes.put(HEADER);
        tokens.forEach(token -> token.write(bytes));
        var file = new RandomAccessFile(beside.toFile(), "rw");
        try {
            file.setLength(0);
            file.write(bytes.array());
            file.getFD().sync();
            Files.move(beside, path, StandardCopyOption.ATOMIC_MOVE);
            try (var names = FileChannel.open(path.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
                names.force(true);
            }
            return file;
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    synchronized boolean isBroken() {
        return broken;
    }

    /** How many records the file holds, those of expired tokens too. */
    synchronized long records() {
        return appended;
    }

    @Override
    public synchronized void close() throws IOException {
        file.close();
    }
}
