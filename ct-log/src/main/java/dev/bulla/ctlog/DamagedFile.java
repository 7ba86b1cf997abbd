/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

/**
 * A file of a log that is not what it must be.
 *
 * @param path        below the log's address
 * @param firstEntry  the first entry that suffers
 * @param endEntry    the first entry after those that suffer; the same as {@code firstEntry} where none does
 * @param what        what is wrong with it
 * @param rebuildable whether the log makes it again by itself, as it follows from the entries
 */
public record DamagedFile(String path, long firstEntry, long endEntry, String what, boolean rebuildable) {

    /** The file, what is wrong, and which entries suffer, in one line. */
    @Override
    public String toString() {
        var entries = endEntry > firstEntry ? " (entries %d to %d)".formatted(firstEntry, endEntry - 1) : "";
        return path + ": " + what + entries;
    }
}
