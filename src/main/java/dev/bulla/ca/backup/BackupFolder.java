/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.backup;

import java.nio.file.Path;

/** What is where in a backup. */
record BackupFolder(Path path) {
    /** Of a data folder, but its logs. */
    static final String DATA = "data/";

    /** Files that the settings name, under the paths that they had. */
    static final String ELSEWHERE = "elsewhere/";

    static final String KEYS = DATA + "keys/";
    static final String AUDIT = DATA + Sources.AUDIT;
    static final String ABOUT = "backup.json";
    static final String SUMS = "SHA256SUMS";

    Path about() {
        return path.resolve(ABOUT);
    }

    Path sums() {
        return path.resolve(SUMS);
    }

    Path data() {
        return path.resolve("data");
    }

    /** A copy as {@code bulla log export} makes them. */
    Path log(String name) {
        return path.resolve("log").resolve(name);
    }

    static String ended(String name) {
        return "ended/" + name;
    }

    /** The checkpoint with which a log has ended, which is no part of its copy. */
    Path endedLog(String name) {
        return path.resolve(ended(name));
    }

    Path logKey(String name) {
        return path.resolve(KEYS + "log-" + name + ".pem");
    }
}
