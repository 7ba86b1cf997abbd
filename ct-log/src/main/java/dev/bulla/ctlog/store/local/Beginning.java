/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.store.local;

import dev.bulla.ctlog.store.OpenRefusedException;
import java.io.IOException;
import java.util.Set;

/**
 * What a start finds. A log is created in this order, each step durable before the next: facts, journal, anchor with the
 * checkpoint of the empty tree, state. Nothing is promised before the last.
 */
public enum Beginning {
    /** Neither a log nor an anchor. */
    NEW,

    /** A log whose creation did not come to its end. It has promised nothing, so the creation is taken up again. */
    UNFINISHED,

    /** A log that lived. */
    CONTINUED;

    /** What is there whether or not a log ever was. */
    private static final Set<String> TRACES =
            Set.of(LogFolder.LOCK, LogFolder.HOLDER, LogFolder.FACTS + ".new", "lost+found");

    /** Tells which it is, while the folder is locked. */
    public static Beginning of(Disk disk, LogFolder folder, Anchor anchor) throws IOException, OpenRefusedException {
        var hasAnchor = anchor.read().isPresent();
        if (!disk.exists(folder.facts())) {
            if (hasAnchor) {
                throw new OpenRefusedException(
                        "%s has an anchor, but %s has no log: restore the folder, or, to begin a new log with a new key, move the anchor away"
                                .formatted(anchor.path(), folder.path()));
            }
            refuseRemains(disk, folder);
            return NEW;
        }
        if (!disk.exists(folder.state())) {
            return UNFINISHED;
        }
        if (!hasAnchor) {
            throw new OpenRefusedException(
                    "%s has a log, but its anchor %s is missing: restore it or say where it is; without it nobody can tell an old copy from the log"
                            .formatted(folder.path(), anchor.path()));
        }
        return CONTINUED;
    }

    private static void refuseRemains(Disk disk, LogFolder folder) throws IOException, OpenRefusedException {
        for (var path : disk.list(folder.path())) {
            if (!TRACES.contains(path.getFileName().toString())) {
                throw new OpenRefusedException(
                        "%s: the folder is not empty, but %s is missing: restore it, or name an empty folder for a new log"
                                .formatted(path, folder.facts()));
            }
        }
    }
}
