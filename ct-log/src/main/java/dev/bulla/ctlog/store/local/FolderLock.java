/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.store.local;

import dev.bulla.ctlog.store.OpenRefusedException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * The right to write to a log, which one process at a time has, and in it one log. The system takes it back when the process
 * ends, however it ends; a lock file that was left says nothing.
 *
 * <p>The lock is the system's and belongs to the process: it goes when any channel on the file is closed. So the file is
 * opened once, and the table of this JVM is asked before.
 */
public final class FolderLock implements AutoCloseable {
    private static final Set<Object> HELD = ConcurrentHashMap.newKeySet();
    private static final Set<String> REMOTE = Set.of(
            "nfs", "nfs3", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "fuse.sshfs", "sshfs", "afpfs", "webdav");
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Object folder;
    private final FileChannel channel;

    private FolderLock(Object folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /** Locks a folder, which is made if need be. Waits for another holder to go, but not longer than it has patience. */
    public static FolderLock take(Disk disk, LogFolder folder, Duration patience)
            throws IOException, OpenRefusedException {
        new Folders(disk, folder.path()).make(folder.path());
        refuseRemote(disk, folder);
        var deadline = System.nanoTime() + patience.toNanos();
        var lock = tryTake(folder);
        while (lock.isEmpty()
                && System.nanoTime() < deadline
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(PAUSE.toNanos());
            lock = tryTake(folder);
        }
        return lock.orElseThrow(() -> held(folder));
    }

    /** Lets the next one in. */
    @Override
    public void close() throws IOException {
        if (channel.isOpen()) {
            channel.close();
            HELD.remove(folder);
        }
    }

    private static Optional<FolderLock> tryTake(LogFolder folder) throws IOException {
        var key = Files.readAttributes(folder.path(), BasicFileAttributes.class).fileKey();
        if (!HELD.add(key)) {
            return Optional.empty();
        }
        Optional<FolderLock> lock = Optional.empty();
        try {
            lock = locked(folder, key);
            return lock;
        } finally {
            if (lock.isEmpty()) {
                HELD.remove(key);
            }
        }
    }

    private static Optional<FolderLock> locked(LogFolder folder, Object key) throws IOException {
        var channel = FileChannel.open(folder.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var isOurs = false;
        try {
            if (channel.tryLock() != null) {
                Files.writeString(
                        folder.holder(), "process " + ProcessHandle.current().pid());
                isOurs = true;
            }
            return isOurs ? Optional.of(new FolderLock(key, channel)) : Optional.empty();
        } finally {
            if (!isOurs) {
                channel.close();
            }
        }
    }

    private static OpenRefusedException held(LogFolder folder) {
        return new OpenRefusedException("%s: in use by %s; only one process may write there, so stop that one first"
                .formatted(folder.path(), holder(folder)));
    }

    private static String holder(LogFolder folder) {
        try {
            return Files.readString(folder.holder());
        } catch (IOException _) {
            return "a process that cannot be named";
        }
    }

    /** There a lock may be granted twice, and a sync may mean little. */
    private static void refuseRemote(Disk disk, LogFolder folder) throws IOException, OpenRefusedException {
        var type = disk.volume(folder.path()).type().toLowerCase(Locale.ROOT);
        if (REMOTE.contains(type)) {
            throw new OpenRefusedException(
                    "%s: lies on a network file system (%s), where a second writer cannot be kept out; put the log on a local disk"
                            .formatted(folder.path(), type));
        }
    }
}
