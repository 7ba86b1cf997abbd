/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.store.local;

import java.nio.file.Path;

/** The folder of one log, and what is where in it. All else in it is published. */
public record LogFolder(Path path) {
    static final String FACTS = "log.json";
    static final String LOCK = "lock";
    static final String HOLDER = "lock.holder";
    private static final String EPOCH = "epoch";
    private static final String STATE = "state";
    private static final String JOURNAL = "journal";
    private static final String UNFINISHED = "unfinished";

    public LogFolder {
        path = path.toAbsolutePath().normalize();
    }

    Path facts() {
        return path.resolve(FACTS);
    }

    Path lock() {
        return path.resolve(LOCK);
    }

    /** Tells who has the lock. The lock file itself must not be opened twice. */
    Path holder() {
        return path.resolve(HOLDER);
    }

    Path epoch() {
        return path.resolve(EPOCH);
    }

    Path state() {
        return path.resolve(STATE);
    }

    Path journal() {
        return path.resolve(JOURNAL);
    }

    /** Holds files until they are complete and get their name. */
    Path unfinished() {
        return path.resolve(UNFINISHED);
    }
}
