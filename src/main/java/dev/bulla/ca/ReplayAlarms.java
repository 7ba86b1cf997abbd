/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca;

import dev.bulla.ca.observe.Alarm;
import dev.bulla.ca.observe.Alarms;
import dev.bulla.ca.replay.ReplayEvents;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What the replay guards tell, as an alarm that lasts until the issuer it is about is served again. */
final class ReplayAlarms implements ReplayEvents {
    private final Alarms alarms;
    private final Map<String, String> troubles = new ConcurrentHashMap<>();

    ReplayAlarms(Alarms alarms) {
        this.alarms = alarms;
    }

    @Override
    public void full(String issuer) {
        troubled(issuer, "there is no room for more used tokens of " + issuer);
    }

    @Override
    public void unwritable(String issuer, String why) {
        troubled(issuer, "the used tokens of " + issuer + " cannot be written: " + why);
    }

    private void troubled(String issuer, String what) {
        troubles.put(issuer, what);
        alarms.raise(Alarm.REPLAY_GUARD_REFUSES, what);
    }

    @Override
    public void remembered(String issuer) {
        if (!troubles.isEmpty() && troubles.remove(issuer) != null) {
            troubles.values().stream()
                    .findFirst()
                    .ifPresentOrElse(
                            other -> alarms.raise(Alarm.REPLAY_GUARD_REFUSES, other),
                            () -> alarms.clear(Alarm.REPLAY_GUARD_REFUSES));
        }
    }
}
