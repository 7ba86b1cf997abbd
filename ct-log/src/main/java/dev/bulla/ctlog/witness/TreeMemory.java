/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.witness;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.MalformedException;
import dev.bulla.ctlog.merkle.Hash;
import dev.bulla.ctlog.store.OpenRefusedException;
import dev.bulla.ctlog.store.local.Disk;
import dev.bulla.ctlog.store.local.Folders;
import dev.bulla.ctlog.store.local.SmallFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * What a witness keeps in mind of one log: the checkpoint that it signed last, in a file that is also what it publishes. The
 * witness's own signature in it shows that nobody has changed it.
 *
 * <p>After a write that failed nobody knows what the disk holds: nothing is signed any more until a new start has read it. Not
 * for many threads.
 */
final class TreeMemory {
    private static final String NAME = "checkpoint";

    private final Folders folders;
    private final Path folder;
    private final SmallFile file;
    private Optional<TreeNote> last;
    private boolean isUncertain;

    private TreeMemory(Disk disk, Path folder, Optional<TreeNote> last) {
        this.folders = new Folders(disk, folder);
        this.folder = folder;
        this.file = new SmallFile(disk, folder.resolve(NAME));
        this.last = last;
    }

    /** The name of a log where its origin has no place, as in paths: 64 hexadecimal digits. */
    static String nameOf(String origin) {
        return Hash.sha256(origin.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** What is on the disk, if it is just what this witness writes: sound lines of keys of the log, and its own behind them. */
    static TreeMemory open(Disk disk, Path all, OriginKeys keys, WitnessKey own)
            throws IOException, OpenRefusedException {
        var folder = all.resolve(nameOf(keys.origin()));
        var file = new SmallFile(disk, folder.resolve(NAME));
        var content = file.read();
        if (content.isEmpty()) {
            return new TreeMemory(disk, folder, Optional.empty());
        }
        return new TreeMemory(disk, folder, Optional.of(sound(file.path(), content.get(), keys, own)));
    }

    private static TreeNote sound(Path file, Bytes content, OriginKeys keys, WitnessKey own)
            throws OpenRefusedException {
        try {
            var note = TreeNote.parse(content);
            var lines = new ArrayList<>(keys.signaturesOf(note).orElse(List.of()));
            var isOfTheLog = !lines.isEmpty() && note.origin().equals(keys.origin());
            own.in(note.text(), note.signatures()).ifPresent(cosignature -> lines.add(cosignature.line()));
            if (isOfTheLog && new HashSet<>(note.signatures()).equals(new HashSet<>(lines))) {
                return note;
            }
        } catch (MalformedException _) {
            // Told below, like all else that this witness did not write.
        }
        throw new OpenRefusedException(
                "%s is not what this witness wrote there about %s: restore the newest copy, or name the key again that the log had then. Without it nobody knows which tree was signed last, and the witness must get a new key"
                        .formatted(file, keys.origin()));
    }

    Optional<TreeNote> last() {
        return last;
    }

    boolean isUncertain() {
        return isUncertain;
    }

    /** Keeps a note in mind. It is durable when this returns. */
    void remember(TreeNote note) throws IOException {
        isUncertain = true;
        folders.make(folder);
        file.replace(note.encoded());
        last = Optional.of(note);
        isUncertain = false;
    }
}
