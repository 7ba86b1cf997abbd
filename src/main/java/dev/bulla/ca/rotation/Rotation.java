/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.rotation;

import dev.bulla.ca.data.AuditNotes;
import dev.bulla.ca.data.DataFolder;
import dev.bulla.ca.data.KeyHistory;
import dev.bulla.ca.data.KnownKey;
import dev.bulla.ca.data.PublicChains;
import dev.bulla.ca.data.RotationTerms;
import dev.bulla.ca.signing.Handover;
import dev.bulla.ca.signing.NextPair;
import dev.bulla.ca.signing.PairFolder;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The replacement of the key in a folder, in three steps that days lie between: announce the next key, put it in place, end the one
 * before. Whatever a crash has left of a step, the same step again completes.
 */
public final class Rotation {
    private final PairFolder folder;
    private final DataFolder data;
    private final KeyHistory history;
    private final InstantSource clock;
    private final String who;

    /**
     * @param data of the server that signs with the key
     * @param who  types the commands, for the audit trail
     */
    public Rotation(PairFolder folder, DataFolder data, InstantSource clock, String who) {
        this.folder = folder;
        this.data = data;
        this.history = new KeyHistory(data, kind(folder.role()));
        this.clock = clock;
        this.who = who;
    }

    private static KnownKey.Kind kind(PairFolder.Role role) {
        return switch (role) {
            case AUTHORITY -> KnownKey.Kind.AUTHORITY;
            case TIMESTAMPER -> KnownKey.Kind.TIMESTAMPER;
        };
    }

    public Stand stand() throws IOException {
        var next = folder.next().hasChain()
                ? Optional.of(RotatedKey.in(folder.next(), history))
                : Optional.<RotatedKey>empty();
        return new Stand(
                RotatedKey.in(folder, history),
                next,
                history.replaced(),
                new Handover(folder).isHalfDone(),
                RotationTerms.of(data));
    }

    /** Makes the next pair unless it is there, and has it announced. */
    public Stand next(NextPair pair, NextPair.Source source) throws IOException {
        requireWhole();
        requireOwnServer();
        if (!folder.next().hasChain()) {
            pair.make(source);
        }
        announce(RotatedKey.in(folder.next(), history));
        return stand();
    }

    /** The chain comes first: a key counts as announced from when on it was there to be read. */
    private void announce(RotatedKey next) throws IOException {
        if (next.known().filter(KnownKey::wasUsed).isPresent()) {
            throw new RotationRefusedException("the key in %s was in use before: make a new one"
                    .formatted(folder.next().path()));
        }
        chains().keep(next.pem());
        if (next.known().isEmpty()) {
            tell("rotation-next", next.sha256(), Map.of());
            history.announce(next.sha256(), clock.instant());
        }
    }

    private PublicChains chains() {
        return switch (folder.role()) {
            case AUTHORITY -> new PublicChains(data);
            case TIMESTAMPER -> PublicChains.ofTimestamps(data);
        };
    }

    /**
     * Puts the next pair in place.
     *
     * @param force go on where verifiers had too little time, or none, to learn of it
     */
    public Stand switchOver(boolean force) throws IOException {
        var handover = new Handover(folder);
        if (!handover.isHalfDone() && !isDone()) {
            begin(force);
        }
        for (var step : handover.steps()) {
            step.run();
        }
        return stand();
    }

    private boolean isDone() {
        return !folder.next().hasChain() && folder.previous().hasChain();
    }

    /** What is decided is told before it is done. */
    private void begin(boolean force) throws IOException {
        requireOwnServer();
        var stand = stand();
        var next = stand.next()
                .orElseThrow(
                        () -> new RotationRefusedException("there is no pair in %s to switch to: make one with --next"
                                .formatted(folder.next().path())));
        if (!folder.next().hasKey()) {
            throw new RotationRefusedException(
                    folder.next().path() + " holds a chain without its key: put the key back, or delete the folder");
        }
        requirePreviousGone(stand.current());
        var now = clock.instant();
        var from = stand.switchFrom();
        if (from.filter(moment -> !now.isBefore(moment)).isPresent()) {
            tell("rotation-switch", next.sha256(), published(next, now));
        } else if (force) {
            tell("rotation-switch-forced", next.sha256(), published(next, now));
            announce(next);
        } else {
            throw tooEarly(next, from, stand.terms());
        }
    }

    private static Map<String, String> published(RotatedKey next, Instant now) {
        return Map.of(
                "publishedFor",
                next.known()
                        .map(key -> Duration.between(key.entered(), now)
                                .truncatedTo(ChronoUnit.SECONDS)
                                .toString())
                        .orElse("never"));
    }

    private static RotationRefusedException tooEarly(RotatedKey next, Optional<Instant> from, RotationTerms terms) {
        return new RotationRefusedException(from.map(
                        moment -> ("the key %s was published at %s, and verifiers get %s to learn"
                                        + " of it: switch from %s on, or with --force, and whoever does not know it yet will refuse"
                                        + " what it signs")
                                .formatted(
                                        next.sha256(),
                                        next.known().orElseThrow().entered(),
                                        Span.text(terms.publishLead()),
                                        moment))
                .orElseGet(() -> "the key " + next.sha256() + " was not published yet: run --next again"));
    }

    /** Of two that were replaced one after the other, the first is to be gone before the second is kept. */
    private void requirePreviousGone(RotatedKey current) throws IOException {
        var previous = folder.previous();
        if (previous.hasChain() && !previous.certificates().equals(current.chain())) {
            throw new RotationRefusedException("%s holds the pair of before that in use: end that first, with --retire"
                    .formatted(previous.path()));
        }
    }

    /** Ends every key that was replaced long enough ago, and deletes the one that was kept here if it is over. */
    public List<KnownKey> retire() throws IOException {
        requireWhole();
        var stand = stand();
        var ended = history.over(stand.terms().believedAfter(history.kind()), clock.instant());
        for (var key : ended) {
            tell(
                    "rotation-retire",
                    key.sha256(),
                    Map.of("end", key.end().orElseThrow().toString()));
            key.write(data);
        }
        if (isPreviousOver()) {
            new Handover(folder).forget();
        } else if (ended.isEmpty()) {
            throw nothingToRetire(stand);
        }
        return ended;
    }

    private boolean isPreviousOver() throws IOException {
        var previous = folder.previous();
        return previous.hasChain()
                && RotatedKey.in(previous, history)
                        .known()
                        .flatMap(KnownKey::end)
                        .isPresent();
    }

    private RotationRefusedException nothingToRetire(Stand stand) {
        if (!stand.replaced().isEmpty()) {
            var first = stand.replaced().getFirst();
            return new RotationRefusedException(
                    "the key %s was replaced at %s, and what it signed may count for a while: retire it from %s on"
                            .formatted(first.sha256(), first.life().replaced().orElseThrow(), stand.retireFrom(first)));
        }
        return new RotationRefusedException(
                folder.previous().hasChain()
                        ? "the server of %s has not said yet that it signs with another key: see that it runs, with the files"
                                        .formatted(data.path())
                                + " in " + folder.path()
                        : "no key was replaced in " + data.path());
    }

    private void requireWhole() {
        if (new Handover(folder).isHalfDone()) {
            throw new RotationRefusedException("a switch stopped halfway: complete it with --switch");
        }
    }

    /** In another server's folder a key would be announced to the wrong verifiers. */
    private void requireOwnServer() throws IOException {
        if (!RotatedKey.in(folder, history).isInUse()) {
            throw new RotationRefusedException(
                    "no server with --data=%s signs with the key in %s: name the right folders, and start the server with this"
                                    .formatted(data.path(), folder.path())
                            + " key once");
        }
    }

    private void tell(String event, String key, Map<String, String> more) throws IOException {
        var facts = new TreeMap<>(more);
        facts.put("by", who);
        facts.put("kind", history.kind().word());
        facts.put("key", key);
        new AuditNotes(data).leave(clock.instant(), event, facts);
    }
}
