/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.witness;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.NoteKey;
import dev.bulla.ctlog.store.local.DelegatingDisk;
import dev.bulla.ctlog.store.local.Disk;
import dev.bulla.ctlog.store.local.DiskFile;
import dev.bulla.ctlog.store.local.RealDisk;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A witness as another process: it reads requests from standard input and writes answers to standard output, each behind its
 * length, and dies at a step when it has come there so often.
 */
final class WitnessChild {
    /** How it ends when it was told to die at a step. */
    static final int DIED = 77;

    /** The moments at which a crash is worth a test. */
    enum Step {
        ASKED,
        FILE_MADE,
        HALF_WRITTEN,
        WRITTEN,
        SYNCED,
        RENAMED,
        DURABLE,
        ANSWERED
    }

    private final Step step;
    private final AtomicInteger left;

    private WitnessChild(Step step, int times) {
        this.step = step;
        this.left = new AtomicInteger(times);
    }

    /** {@code <folder> <log key> <step> <times>} */
    public static void main(String... arguments) throws Exception {
        var folder = Path.of(arguments[0]);
        var child = new WitnessChild(Step.valueOf(arguments[2]), Integer.parseInt(arguments[3]));
        var watcher = TreeWatcher.open(
                folder.resolve("logs"),
                List.of(NoteKey.parse(arguments[1])),
                Cosigner.of("w.example/1", keys(folder), GrowingLog.PROVIDER),
                new TreeWatcher.Around(child.disk(), InstantSource.system(), GrowingLog.PROVIDER));
        child.answer(watcher, new DataInputStream(System.in), new DataOutputStream(System.out));
    }

    static KeyPair keys(Path folder) throws Exception {
        var factory = KeyFactory.getInstance("Ed25519");
        return new KeyPair(
                factory.generatePublic(new X509EncodedKeySpec(Files.readAllBytes(folder.resolve("public")))),
                factory.generatePrivate(new PKCS8EncodedKeySpec(Files.readAllBytes(folder.resolve("private")))));
    }

    private void answer(TreeWatcher watcher, DataInputStream in, DataOutputStream out) throws IOException {
        for (var size = in.readInt(); size > 0; size = in.readInt()) {
            var request = in.readNBytes(size);
            reached(Step.ASKED);
            var answer = watcher.answer(Bytes.view(request)).body().toArray();
            out.writeInt(answer.length);
            out.write(answer);
            out.flush();
            reached(Step.ANSWERED);
        }
    }

    private void reached(Step now) {
        if (now == step && left.decrementAndGet() == 0) {
            Runtime.getRuntime().halt(DIED);
        }
    }

    private Disk disk() {
        var real = new RealDisk();
        return new DelegatingDisk() {
            @Override
            public Disk disk() {
                return real;
            }

            @Override
            public DiskFile create(Path file) throws IOException {
                var made = real.create(file);
                reached(Step.FILE_MADE);
                return new DyingFile(made);
            }

            @Override
            public void rename(Path from, Path to) throws IOException {
                real.rename(from, to);
                reached(Step.RENAMED);
            }

            @Override
            public void syncFolder(Path folder) throws IOException {
                real.syncFolder(folder);
                reached(Step.DURABLE);
            }
        };
    }

    /** A file whose writer may die with half of it written. */
    private final class DyingFile implements DiskFile {
        private final DiskFile file;

        private DyingFile(DiskFile file) {
            this.file = file;
        }

        @Override
        public void write(ByteBuffer content, long at) throws IOException {
            var half = content.remaining() / 2;
            file.write(content.slice(content.position(), half), at);
            reached(Step.HALF_WRITTEN);
            content.position(content.position() + half);
            file.write(content, at + half);
            reached(Step.WRITTEN);
        }

        @Override
        public int read(ByteBuffer into, long at) throws IOException {
            return file.read(into, at);
        }

        @Override
        public void force(boolean metadata) throws IOException {
            file.force(metadata);
            reached(Step.SYNCED);
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
