/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.watch;

import dev.bulla.ctlog.check.UnreadableException;
import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.identity.Identity;
import dev.bulla.ctlog.identity.IdentityPattern;
import dev.bulla.ctlog.store.local.Disk;
import dev.bulla.ctlog.store.local.SimulatedDisk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A follower of a made log on a simulated disk, and what it told. It watches for everybody at watched.example. */
final class Watching {
    static final Path PLACE = Path.of("/watch/place");
    static final Path EVIDENCE = Path.of("/watch/evidence");

    final List<Long> told = new ArrayList<>();
    final List<Long> unreadable = new ArrayList<>();
    int waited;
    Supplier<MadeLog> log;
    Pages pages = this::page;
    Disk disk = new SimulatedDisk(PLACE.getParent());
    boolean fromNow;

    private final LogKind kind;
    private int mostEntries = 1000;
    private Optional<Follower> follower = Optional.empty();

    Watching(LogKind kind, MadeLog log) {
        this.kind = kind;
        this.log = () -> log;
    }

    Watching givingAtMost(int entries) {
        mostEntries = entries;
        return this;
    }

    /** Serves another log from now on. */
    void serve(MadeLog other) {
        log = () -> other;
    }

    Optional<Bytes> page(String path, int most) throws UnreadableException {
        var page = new MadePages(log, kind, mostEntries).get(path);
        if (page.filter(it -> it.size() > most).isPresent()) {
            throw new UnreadableException(path + " is larger than was asked for");
        }
        return page;
    }

    void restart() {
        follower.ifPresent(Follower::close);
        follower = Optional.empty();
    }

    Position look() throws Exception {
        return look((_, found, lost) -> {
            found.forEach(it -> told.add(it.index()));
            unreadable.addAll(lost);
        });
    }

    Position look(Ear ear) throws Exception {
        if (follower.isEmpty()) {
            follower = Optional.of(follower());
        }
        return follower.get().look(ear);
    }

    /** What the log is said to have done. */
    Misbehaviour caught() throws Exception {
        try {
            look();
        } catch (MisbehaviourException e) {
            return e.misbehaviour();
        }
        throw new AssertionError("nothing was noticed");
    }

    List<Path> evidence() throws IOException {
        return disk.list(EVIDENCE);
    }

    private Follower follower() throws IOException {
        var key = log.get().verifier();
        var asking = new LogKind.Asking(
                (path, most) -> pages.get(path, most), MadePages::object, key.logId(), MadeLog.PROVIDER);
        return Follower.of(
                kind,
                asking,
                new Follower.Judging(key, _ -> waited++, MadeLog.PROVIDER),
                new Follower.Keeping(
                        new PlaceFile(disk, PLACE, key.logId()), new EvidenceFolder(disk, EVIDENCE, key.logId())),
                new Follower.Wishes(watched(), fromNow, 2));
    }

    private static WatchList watched() {
        return new WatchList(List.of(
                new IdentityPattern(Identity.Kind.EMAIL, "alice@watched.example", false),
                new IdentityPattern(Identity.Kind.EMAIL, "bob@watched", true)));
    }
}
