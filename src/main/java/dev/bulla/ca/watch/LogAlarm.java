/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.watch;

import dev.bulla.ctlog.LogMisbehavedException;
import dev.bulla.ctlog.LogMisbehavedException.Head;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A log that does what no honest one would.
 *
 * @param fault    a short word for what it does
 * @param meaning  what that is, for people
 * @param lasting  whether it ends the following for good
 * @param kept     the head that was verified before
 * @param seen     the head that does not go with it
 * @param evidence the folder where both are kept
 */
public record LogAlarm(
        String fault, String meaning, boolean lasting, Optional<Head> kept, Optional<Head> seen, Path evidence) {

    public static LogAlarm of(LogMisbehavedException misbehaviour, Path evidence) {
        return new LogAlarm(
                misbehaviour.fault(),
                String.valueOf(misbehaviour.getMessage()),
                misbehaviour.isLasting(),
                misbehaviour.kept(),
                misbehaviour.seen(),
                evidence);
    }
}
