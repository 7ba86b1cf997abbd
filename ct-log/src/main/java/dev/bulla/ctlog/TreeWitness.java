/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.read.LogAnswer;
import dev.bulla.ctlog.store.OpenRefusedException;
import dev.bulla.ctlog.store.local.FolderLock;
import dev.bulla.ctlog.store.local.LogFolder;
import dev.bulla.ctlog.store.local.RealDisk;
import dev.bulla.ctlog.witness.AddCheckpoint;
import dev.bulla.ctlog.witness.TreeWatcher;
import java.io.IOException;
import java.nio.file.Path;
import java.security.Provider;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/**
 * A witness of logs, with its folder: it signs a tree only after it is on disk, and only if it goes on from the one before (C2SP
 * tlog-witness). For many threads.
 */
public final class TreeWitness implements AutoCloseable {
    /** A request of more bytes is none. */
    public static final int LARGEST_REQUEST = AddCheckpoint.LARGEST;

    private static final Duration PATIENCE_WITH_HOLDER = Duration.ofSeconds(10);
    private static final String TYPE = "Content-Type";
    private static final String TEXT = "text/plain; charset=utf-8";

    private final FolderLock lock;
    private final TreeWatcher watcher;

    private TreeWitness(FolderLock lock, TreeWatcher watcher) {
        this.lock = lock;
        this.watcher = watcher;
    }

    /**
     * Takes up what was signed before, and keeps others out of the folder.
     *
     * @param folder with a folder for each log, which any web server may publish
     * @param policy whose logs are watched
     * @throws LogStartException if what is there is not what this witness has left there
     */
    public static TreeWitness open(
            Path folder, WitnessPolicy policy, WitnessSigner signer, InstantSource clock, Provider provider)
            throws LogStartException {
        var disk = new RealDisk();
        try {
            var lock = FolderLock.take(disk, new LogFolder(folder), PATIENCE_WITH_HOLDER);
            try {
                var watcher = TreeWatcher.open(
                        folder, policy.logKeys(), signer.cosigner(), new TreeWatcher.Around(disk, clock, provider));
                return new TreeWitness(lock, watcher);
            } catch (IOException | OpenRefusedException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (OpenRefusedException e) {
            throw new LogStartException(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new LogStartException(folder + ": the witness's folder cannot be read or written: " + e, e);
        }
    }

    /**
     * Answers a request to sign a checkpoint.
     *
     * @throws IOException if what would be signed could not be made durable; then it is not signed
     */
    public ReadAnswer addCheckpoint(byte[] body) throws IOException {
        var answer = watcher.answer(Bytes.view(body));
        return new ReadAnswer(new LogAnswer(answer.status(), Map.of(TYPE, answer.type()), answer.body()));
    }

    /**
     * Shows the checkpoint that was signed last of a log.
     *
     * @param name SHA-256 over the log's origin, in hexadecimal
     */
    public ReadAnswer checkpoint(String name) {
        var note = watcher.checkpoint(name);
        return new ReadAnswer(
                note.isPresent()
                        ? new LogAnswer(200, Map.of(TYPE, TEXT, "Cache-Control", "no-store"), note.get())
                        : new LogAnswer(404, Map.of(TYPE, TEXT), Bytes.EMPTY));
    }

    /** How many entries each log had when it was last signed, by origin. */
    public Map<String, Long> sizes() {
        return watcher.sizes();
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
