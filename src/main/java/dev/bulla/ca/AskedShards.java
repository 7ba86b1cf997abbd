/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca;

import dev.bulla.ca.data.AskedLog;
import dev.bulla.ca.data.DataFolder;
import dev.bulla.ca.data.MadeLog;
import dev.bulla.ca.data.RotationTerms;
import dev.bulla.ctlog.Shard;
import dev.bulla.ctlog.ShardPeriod;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The log that is to follow one without shards, when somebody asked for it: it begins once verifiers had time to learn its key. */
record AskedShards(DataFolder data, ShardPeriod period) {
    private static final int YEARS = 10;

    /** The one to make now, unless it is among those that were made. */
    Optional<Shard> due(List<Shard> made, Instant now) throws IOException {
        var asked = AskedLog.find(data);
        if (asked.isEmpty() || asked.get().isAnsweredBy(MadeLog.all(data))) {
            return Optional.empty();
        }
        if (period != ShardPeriod.NONE) {
            var cut = cutOff(made, now);
            if (cut.isPresent()) {
                return Optional.of(following(made, asked.get(), now, cut.get().end()));
            }
            throw new IOException(
                    "another log was asked for, but with log-shards=" + period.word()
                            + " they follow each other by themselves: delete asked-log.json in the public part of the data folder");
        }
        return Optional.of(following(made, asked.get(), now, Instant.MAX));
    }

    /** The shard of this time, if it ended before its time: then nothing takes what belongs to it, and no shard is due. */
    private Optional<Shard> cutOff(List<Shard> made, Instant now) throws IOException {
        var ending = now.plus(RotationTerms.of(data).lifetime());
        var ended = MadeLog.all(data).stream()
                .filter(log -> log.ended().isPresent())
                .map(MadeLog::shard)
                .toList();
        return made.stream()
                .filter(shard -> shard.holds(ending) && ended.contains(shard.name()))
                .findFirst();
    }

    /** @param latest when it ends, if that is before its years are over */
    private Shard following(List<Shard> made, AskedLog asked, Instant now, Instant latest) throws IOException {
        var lead = asked.atOnce() ? Duration.ZERO : RotationTerms.of(data).untilLogTakes();
        var earliest = now.isAfter(asked.at()) ? now : asked.at();
        // The next whole second: clients read no others.
        var start = earliest.plus(lead).truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
        var end = start.atZone(ZoneOffset.UTC).plusYears(YEARS).toInstant();
        return new Shard(name(made, start), start, end.isBefore(latest) ? end : latest);
    }

    /** A log is named after its first day or, where there is one of that day, after its first hour. */
    private static String name(List<Shard> made, Instant start) throws IOException {
        return Stream.of(ShardPeriod.DAY, ShardPeriod.HOUR)
                .map(unit -> unit.at(start).name())
                .filter(name -> made.stream().noneMatch(shard -> shard.name().equals(name)))
                .findFirst()
                .orElseThrow(() -> new IOException("a log of the hour of " + start
                        + " is there already: the one that was asked for is made in the next hour"));
    }
}
