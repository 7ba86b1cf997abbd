/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.merkle.TreeHasher;
import dev.bulla.ctlog.store.Base;
import dev.bulla.ctlog.store.LastTree;
import dev.bulla.ctlog.store.LogFacts;
import dev.bulla.ctlog.store.Objects;
import dev.bulla.ctlog.store.OpenRefusedException;
import dev.bulla.ctlog.store.local.Disk;
import dev.bulla.ctlog.store.local.FolderLock;
import dev.bulla.ctlog.store.local.LogFolder;
import dev.bulla.ctlog.store.s3.ClosedCloudLog;
import dev.bulla.ctlog.store.s3.CloudLog;
import dev.bulla.ctlog.store.s3.StoreClient;
import java.io.IOException;
import java.security.Provider;
import java.time.Duration;

/**
 * A log that has ended, in an object store. Any number of machines may have it open. On this one there are its indexes, in a
 * folder that is locked for this process.
 */
final class EndedCloudFiles implements EndedFiles {
    private static final Duration PATIENCE_WITH_HOLDER = Duration.ofSeconds(10);

    private final FolderLock lock;
    private final StoreClient client;
    private final LogFacts facts;
    private final ClosedCloudLog log;
    private final LastTree tree;

    private EndedCloudFiles(FolderLock lock, StoreClient client, String name, Provider provider)
            throws IOException, OpenRefusedException {
        var own = client.below(name);
        this.lock = lock;
        this.client = client;
        this.facts = CloudLog.facts(own)
                .orElseThrow(() -> new OpenRefusedException(own.bucket() + ": there is no log of ours"));
        this.log = ClosedCloudLog.of(own, new TreeHasher(provider));
        this.tree = new LastTree(log.base(), FinalHeads.reader(facts, provider));
    }

    static boolean areThere(LogSettings settings, TreeHasher hasher) throws IOException, OpenRefusedException {
        try (var client = settings.store().orElseThrow().client()) {
            return ClosedCloudLog.hasEnded(client.below(settings.name()), hasher);
        }
    }

    static EndedCloudFiles open(Disk disk, LogSettings settings, Provider provider)
            throws IOException, OpenRefusedException {
        var lock = FolderLock.take(disk, new LogFolder(settings.folder()), PATIENCE_WITH_HOLDER);
        var client = settings.store().orElseThrow().client();
        try {
            return new EndedCloudFiles(lock, client, settings.name(), provider);
        } catch (IOException | OpenRefusedException | RuntimeException e) {
            client.close();
            lock.close();
            throw e;
        }
    }

    @Override
    public LogFacts facts() {
        return facts;
    }

    @Override
    public Base base() {
        return log.base();
    }

    @Override
    public Objects objects() {
        return log.objects();
    }

    @Override
    public Bytes last() throws IOException, OpenRefusedException {
        var last = log.publishLast();
        tree.requireLast("the head of " + client.bucket(), last);
        return last;
    }

    @Override
    public void forgetJournal() throws IOException {
        log.forgetJournal();
    }

    @Override
    public void close() throws IOException {
        client.close();
        lock.close();
    }
}
