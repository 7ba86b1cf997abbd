/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

/** What becomes of the shards, for whoever watches over them. */
public interface ShardEvents {
    ShardEvents IGNORED = new ShardEvents() {
        @Override
        public void made(Shard shard, KeptLog log) {}

        @Override
        public void ended(Shard shard) {}

        @Override
        public void troubled(String detail) {}

        @Override
        public void over() {}
    };

    /** A shard was made: its key can be published. */
    void made(Shard shard, KeptLog log);

    /** A shard has ended: its key is not needed any more. */
    void ended(Shard shard);

    /** A shard cannot be made or cannot end now. This is tried again. */
    void troubled(String detail);

    /** Nothing is in the way of shards any more. */
    void over();
}
