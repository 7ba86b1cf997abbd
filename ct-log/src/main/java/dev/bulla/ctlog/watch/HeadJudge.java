/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.watch;

import dev.bulla.ctlog.codec.TreeHead;
import java.util.Optional;

/** Compares what a log says now with what it said before. Both heads are signed. */
final class HeadJudge {
    private HeadJudge() {}

    static Optional<Fault> judge(TreeHead kept, TreeHead seen) {
        var isEarlier = seen.timestamp() < kept.timestamp();
        if (seen.size() == kept.size() && !seen.root().equals(kept.root())) {
            return Optional.of(Fault.OTHER_ROOT);
        }
        if (seen.size() < kept.size()) {
            return Optional.of(seen.timestamp() > kept.timestamp() ? Fault.SHRUNK : Fault.GONE_BACK);
        }
        if (isEarlier) {
            return Optional.of(seen.size() > kept.size() ? Fault.BACKDATED : Fault.GONE_BACK);
        }
        return Optional.empty();
    }
}
