/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca;

import dev.bulla.ctlog.ShardedLog;
import dev.bulla.ctlog.ShardedLog.State;
import java.util.stream.Collectors;

/** What the readiness page says of a log of our own. */
final class LogFact {
    private LogFact() {}

    static String of(ShardedLog log) {
        var states = log.states();
        var open = states.stream().filter(it -> !it.hasEnded()).toList();
        var ended = states.size() - open.size();
        return open.stream().map(it -> of(it, states.size() > 1)).collect(Collectors.joining("; "))
                + (ended == 0 ? "" : "; " + ended + " ended");
    }

    private static String of(State state, boolean isOneOfMany) {
        var status = state.log().status();
        return (isOneOfMany ? state.shard().name() : "our own") + ", id "
                + state.log().key().id() + ", " + status.size() + " entries"
                + status.witnessed()
                        .map(it -> ", " + it.size() + " of them witnessed")
                        .orElse("")
                + status.stopped().map(why -> ", STOPPED: " + why).orElse("");
    }
}
