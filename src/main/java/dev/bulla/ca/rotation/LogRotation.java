/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.rotation;

import dev.bulla.ca.data.AskedLog;
import dev.bulla.ca.data.AuditNotes;
import dev.bulla.ca.data.DataFolder;
import dev.bulla.ca.data.MadeLog;
import dev.bulla.ca.data.RotationTerms;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/**
 * How one log follows another where there are no shards. A log cannot change its key, and what it takes is written in it when it is
 * made. So the next one is made with the time from which on it takes everything, which verifiers get to learn of it.
 */
public final class LogRotation {
    private final DataFolder data;
    private final InstantSource clock;
    private final String who;

    /** @param who types the commands, for the audit trail */
    public LogRotation(DataFolder data, InstantSource clock, String who) {
        this.data = data;
        this.clock = clock;
        this.who = who;
    }

    public LogStand stand() throws IOException {
        var logs = MadeLog.all(data);
        var asked = AskedLog.find(data).filter(it -> !it.isAnsweredBy(logs));
        return new LogStand(logs, asked, clock.instant().plus(lifetime()));
    }

    private Duration lifetime() throws IOException {
        return RotationTerms.of(data).lifetime();
    }

    /**
     * Asks the server for the next log.
     *
     * @param force have it take over at once, where verifiers had no time to learn of its key
     */
    public LogStand next(boolean force) throws IOException {
        var stand = stand();
        requireLogWithoutShards(stand);
        if (stand.asked().filter(asked -> asked.atOnce() || !force).isPresent()) {
            return stand;
        }
        if (!force && stand.next().isPresent()) {
            throw notBefore(stand.next().get());
        }
        var now = clock.instant();
        var event = force ? "log-rotation-forced" : "log-rotation-next";
        new AuditNotes(data)
                .leave(
                        now,
                        event,
                        Map.of("by", who, "log", stand.current().orElseThrow().origin()));
        new AskedLog(now, force).write(data);
        return stand();
    }

    private void requireLogWithoutShards(LogStand stand) throws IOException {
        if (stand.current().isEmpty()) {
            throw new RotationRefusedException(
                    "there is no log in %s: name the data folder of a server that embeds one".formatted(data.path()));
        }
        var shards = RotationTerms.of(data).shards();
        if (!shards.equals(RotationTerms.NO_SHARDS)) {
            throw new RotationRefusedException(
                    "with log-shards=" + shards
                            + " each log is followed by the next at its time: the key of that is published log-shard-ahead before");
        }
    }

    /** Says that the log has gone over to the next, or refuses and says when it will. */
    public LogStand switchOver() throws IOException {
        var stand = stand();
        requireMade(stand);
        if (stand.next().isPresent()) {
            throw notBefore(stand.next().get());
        }
        return stand;
    }

    private RotationRefusedException notBefore(MadeLog next) throws IOException {
        return new RotationRefusedException(
                "the log %s was published at %s and takes over by itself at %s; to have another do so at once: --next --force"
                        .formatted(
                                next.origin(),
                                next.created().truncatedTo(ChronoUnit.SECONDS),
                                next.start().minus(lifetime())));
    }

    private static void requireMade(LogStand stand) {
        if (stand.asked().isPresent()) {
            throw new RotationRefusedException(
                    "the next log was asked for at %s and is not made yet: a server that runs does so within seconds"
                            .formatted(stand.asked().get().at()));
        }
    }

    /** Says that logs which were followed have ended, or refuses and says why they have not. */
    public LogStand retire() throws IOException {
        var stand = stand();
        requireMade(stand);
        var followed = stand.followed();
        if (!followed.isEmpty()) {
            throw new RotationRefusedException(
                    "the log %s ends by itself, log-shard-freeze after another took over at %s: until then it takes what is late"
                            .formatted(
                                    followed.getFirst().origin(),
                                    stand.current().orElseThrow().start().minus(lifetime())));
        }
        return stand;
    }
}
