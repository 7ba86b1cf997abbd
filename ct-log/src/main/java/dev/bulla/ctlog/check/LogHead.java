/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.check;

import dev.bulla.ctlog.codec.TreeHead;
import dev.bulla.ctlog.merkle.TreeRoot;

/** What a log with this name has signed. */
public record LogHead(String origin, TreeHead head) {
    long size() {
        return head.size();
    }

    TreeRoot tree() {
        return new TreeRoot(head.size(), head.root());
    }
}
