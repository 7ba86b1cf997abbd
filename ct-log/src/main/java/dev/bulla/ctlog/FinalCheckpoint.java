/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import dev.bulla.ctlog.check.Finding;
import dev.bulla.ctlog.check.LogHead;
import dev.bulla.ctlog.check.LogSource;
import dev.bulla.ctlog.check.UnreadableException;
import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.MalformedException;
import dev.bulla.ctlog.codec.Note;
import dev.bulla.ctlog.codec.SignedTreeHead;
import dev.bulla.ctlog.codec.TilePath;
import java.util.Optional;

/** The checkpoint among a log's files with which it has ended, if it has. */
record FinalCheckpoint(LogSource files, LogKey key) {

    /** What is wrong with it: it must be signed, and be about the tree that the log shows. */
    Optional<Finding> damage(LogHead shown) throws UnreadableException, InterruptedException {
        return files.read(TilePath.FINAL_CHECKPOINT)
                .flatMap(note -> wrong(note, shown))
                .map(what -> new Finding(Finding.Kind.LOG, TilePath.FINAL_CHECKPOINT, 0, 0, what));
    }

    private Optional<String> wrong(Bytes note, LogHead shown) {
        try {
            var last =
                    SignedTreeHead.of(Note.parse(note), shown.origin(), key.id().value());
            if (!new KeyOfLog(key).verifies(last.head(), last.signature())) {
                return Optional.of("it does not bear the log's signature");
            }
            var isSame = last.head().size() == shown.head().size()
                    && last.head().root().equals(shown.head().root());
            return isSame ? Optional.empty() : Optional.of("the log shows another tree, so it has not ended with this");
        } catch (MalformedException e) {
            return Optional.of("it does not parse: " + e.getMessage());
        }
    }
}
