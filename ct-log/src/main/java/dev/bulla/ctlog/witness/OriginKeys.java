/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.witness;

import dev.bulla.ctlog.codec.NoteSignature;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The keys of one log: each may sign its checkpoints. */
final class OriginKeys {
    private final String origin;
    private final List<EdwardsKey> keys;

    OriginKeys(String origin, List<EdwardsKey> keys) {
        this.origin = origin;
        this.keys = List.copyOf(keys);
    }

    String origin() {
        return origin;
    }

    /**
     * The signatures of the log's keys under a note, if there are any and all of them hold. One that bears the name and the id
     * of a key and does not hold makes the note no note of the log at all (C2SP signed-note).
     */
    Optional<List<NoteSignature>> signaturesOf(TreeNote note) {
        var content = note.text().getBytes(StandardCharsets.UTF_8);
        var lines = new ArrayList<NoteSignature>();
        for (var key : keys) {
            for (var line : key.note().in(note.signatures())) {
                if (!key.verifies(content, line.signature())) {
                    return Optional.empty();
                }
                if (!lines.contains(line)) {
                    lines.add(line);
                }
            }
        }
        return lines.isEmpty() ? Optional.empty() : Optional.of(lines);
    }
}
