/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.store.s3;

/** What a write came to. */
sealed interface Put {

    /** It is durable, and has this tag. */
    record Written(String tag) implements Put {}

    /** Something else is there than the condition says. */
    record Mismatched() implements Put {}

    /** Somebody else is writing at this moment, and nothing was written. */
    record Contended() implements Put {}
}
