/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.store;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.merkle.Hash;

/** A record in the bytes that the journal keeps. */
public final class EncodedBatch {
    private final BatchRecord record;
    private final Bytes encoded;
    private final Hash hash;

    EncodedBatch(BatchRecord record, Bytes encoded, Hash hash) {
        this.record = record;
        this.encoded = encoded;
        this.hash = hash;
    }

    public BatchRecord record() {
        return record;
    }

    public Bytes encoded() {
        return encoded;
    }

    /** What the record after it names as its previous one. */
    public Hash hash() {
        return hash;
    }
}
