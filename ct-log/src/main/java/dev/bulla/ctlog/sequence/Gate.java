/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.sequence;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Whether the log may take entries in: yes, unless something is wrong. Several things may be at a time. */
final class Gate {
    private static final Set<Trouble> BROKEN = Set.of(Trouble.OUTCOME_UNKNOWN, Trouble.MISMATCH);

    private final SequencerEvents events;
    private final Set<Trouble> present = EnumSet.noneOf(Trouble.class);
    private volatile Optional<Trouble> worst = Optional.empty();
    private volatile Optional<Trouble> hindrance = Optional.empty();

    Gate(SequencerEvents events) {
        this.events = events;
    }

    /** Why nobody may submit anything. Of several things, the one that lasts longest. */
    Optional<Trouble> trouble() {
        return worst;
    }

    /** Why not even what waits may get into the log. That it is being closed is no reason. */
    Optional<Trouble> hindrance() {
        return hindrance;
    }

    /** Whether nothing may be written any more. */
    boolean isBroken() {
        return hindrance.filter(BROKEN::contains).isPresent();
    }

    /** Whether this submitter came too late to be sure that somebody still looks at what waits. */
    boolean isShut() {
        return worst.filter(why -> !why.isPassing()).isPresent();
    }

    boolean has(Trouble why) {
        synchronized (present) {
            return present.contains(why);
        }
    }

    void stop(Trouble why, String detail) {
        if (change(why, true) && why != Trouble.CLOSING) {
            events.stopped(why, detail);
        }
    }

    void resume(Trouble over) {
        if (worst.isPresent() && change(over, false)) {
            events.resumed(over);
        }
    }

    private boolean change(Trouble why, boolean isWrong) {
        synchronized (present) {
            var isNew = isWrong ? present.add(why) : present.remove(why);
            worst = present.stream().reduce((_, last) -> last);
            hindrance = present.stream().filter(it -> it != Trouble.CLOSING).reduce((_, last) -> last);
            return isNew;
        }
    }
}
