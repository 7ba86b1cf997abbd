/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import dev.bulla.ctlog.sequence.Draft;
import java.util.List;

/** What the embedded log does with a submission before it is queued. */
public record LogGate(ShardedLog log) {

    /** Lets a precertificate in, the chain above it behind, and enters it nowhere. */
    public Draft admit(List<byte[]> chain) {
        return log.current().orElseThrow().taking().admitted(chain);
    }
}
