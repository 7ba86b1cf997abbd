/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca;

import dev.bulla.ca.observe.Alarm;
import dev.bulla.ca.observe.Alarms;
import dev.bulla.ctlog.KeptLog;
import dev.bulla.ctlog.Shard;
import dev.bulla.ctlog.ShardEvents;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Tells operators what they have to do with the keys of shards. */
record OwnShardEvents(Alarms alarms, OwnLogEvents logs) implements ShardEvents {
    private static final Logger LOG = System.getLogger(OwnShardEvents.class.getName());

    @Override
    public void made(Shard shard, KeptLog log) {
        LOG.log(
                Level.INFO,
                "made the log {0}, id {1}, for certificates that end from {2} on and before {3}: tell verifiers its key"
                        + " before the first of them is issued",
                log.facts().origin(),
                log.key().id(),
                shard.start(),
                shard.end());
    }

    @Override
    public void ended(Shard shard) {
        logs.closed(shard.name());
        LOG.log(
                Level.INFO,
                "the log {0} has ended and is served without its key, which may be locked away; verifiers need its public"
                        + " key for as long as its certificates count",
                shard.name());
    }

    @Override
    public void troubled(String detail) {
        alarms.raise(Alarm.LOG_SHARDS, detail);
    }

    @Override
    public void over() {
        alarms.clear(Alarm.LOG_SHARDS);
    }
}
