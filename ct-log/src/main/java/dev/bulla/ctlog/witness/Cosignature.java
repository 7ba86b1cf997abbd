/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.witness;

import dev.bulla.ctlog.codec.NoteSignature;
import java.time.Instant;

/** The line of a witness under a checkpoint, verified. Only {@link WitnessKey} makes one. */
public final class Cosignature {
    private final NoteSignature line;
    private final long seconds;

    Cosignature(NoteSignature line, long seconds) {
        this.line = line;
        this.seconds = seconds;
    }

    public NoteSignature line() {
        return line;
    }

    /** When the witness says that it had seen no larger tree. */
    public Instant time() {
        return Instant.ofEpochSecond(Math.min(seconds, Instant.MAX.getEpochSecond()));
    }
}
