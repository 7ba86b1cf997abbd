/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.watch;

import dev.bulla.ctlog.LogMisbehavedException;
import dev.bulla.ctlog.LogMisbehavedException.Head;
import dev.bulla.ctlog.WatchNews;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * A log that does what no honest one would.
 *
 * @param number   tells it from others of its kind
 * @param fault    a short word for what it does
 * @param meaning  what that is, for people
 * @param lasting  whether it ends the following for good
 * @param kept     the head that was verified before
 * @param seen     the head that does not go with it
 * @param evidence the folder where both are kept
 */
public record LogAlarm(
        String fault,
        String number,
        String meaning,
        boolean lasting,
        Optional<Head> kept,
        Optional<Head> seen,
        Path evidence) {

    private static final int DIGITS = 16;

    /** The log has signed no head for so long, although each has to promise one from time to time. */
    public static LogAlarm silent(WatchNews.Place place, Duration patience, Path evidence) {
        var head = new Head(place.size(), place.time(), place.root());
        return new LogAlarm(
                "silent",
                Long.toString(place.time().getEpochSecond()),
                "the log has signed no head for more than %d seconds, or hides it from us"
                        .formatted(patience.toSeconds()),
                false,
                Optional.of(head),
                Optional.empty(),
                evidence);
    }

    public static LogAlarm of(LogMisbehavedException misbehaviour, Path evidence) {
        return new LogAlarm(
                misbehaviour.fault(),
                misbehaviour
                        .seen()
                        .map(head -> head.root().substring(0, DIGITS))
                        .orElse("unread"),
                String.valueOf(misbehaviour.getMessage()),
                misbehaviour.isLasting(),
                misbehaviour.kept(),
                misbehaviour.seen(),
                evidence);
    }
}
