/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.witness;

import java.time.Duration;
import java.util.Optional;

/**
 * What goes on between us and one witness: whether it is being asked, when it may be asked again, and whether it contradicts
 * us. One that fails is asked less and less often, whatever the others do. For many threads.
 */
final class Correspondence {
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final int MOST_DOUBLINGS = 6;

    /** So often a witness is shown a checkpoint that it has signed: it may have seen another since. */
    private static final Duration REFRESH = Duration.ofMinutes(5);

    private final Petition petition;
    private boolean isAsked;
    private int failures;
    private long lastAsked;
    private long pause;
    private Optional<String> signed = Optional.empty();
    private Optional<String> contradiction = Optional.empty();
    private String last = "not asked yet";

    Correspondence(Petition petition) {
        this.petition = petition;
    }

    String name() {
        return petition.name();
    }

    /** Whether the witness is to be asked now; if so, it counts as being asked until {@link #ask} is through. */
    synchronized boolean begin(TreeNote head, long now) {
        var isNew = signed.filter(head.text()::equals).isEmpty();
        var waited = now - lastAsked;
        if (isAsked || waited < pause || (!isNew && waited < REFRESH.toNanos())) {
            return false;
        }
        isAsked = true;
        lastAsked = now;
        return true;
    }

    Outcome ask(TreeNote head) {
        Outcome outcome = new Outcome.Unusable("not asked");
        try {
            outcome = petition.ask(head);
            return outcome;
        } finally {
            end(head, outcome);
        }
    }

    private synchronized void end(TreeNote head, Outcome outcome) {
        isAsked = false;
        last = told(outcome);
        switch (outcome) {
            case Outcome.Signed _ -> {
                signed = Optional.of(head.text());
                contradiction = Optional.empty();
                failures = 0;
            }
            case Outcome.Ahead _ -> failures = 0;
            case Outcome.Contradicts(var detail) -> {
                contradiction = Optional.of(name() + ": " + detail);
                signed = Optional.empty();
                failures++;
            }
            case Outcome.Silent _, Outcome.Refuses _, Outcome.Unusable _ -> failures++;
        }
        pause = failures == 0 ? 0 : FIRST_PAUSE.toNanos() << Math.min(failures - 1, MOST_DOUBLINGS);
    }

    /** What was signed could not be made use of: the witness is asked for it again. */
    synchronized void forget() {
        signed = Optional.empty();
        failures = 1;
        pause = FIRST_PAUSE.toNanos();
    }

    /** What the witness says against us; over when it signs again, and not when it is silent. */
    synchronized Optional<String> contradiction() {
        return contradiction;
    }

    /** How it was the last time. */
    synchronized String state() {
        return name() + ": " + last;
    }

    private static String told(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Signed _ -> "cosigned";
            case Outcome.Ahead(var size) -> "has signed our tree of " + size + " already";
            case Outcome.Contradicts(var detail) -> detail;
            case Outcome.Silent(var detail) -> "silent, " + detail;
            case Outcome.Refuses(var detail) -> "refuses, " + detail;
            case Outcome.Unusable(var detail) -> "unusable, " + detail;
        };
    }
}
