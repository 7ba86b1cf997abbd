/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.watch;

import dev.bulla.ctlog.check.HeadVerifier;
import dev.bulla.ctlog.check.UnreadableException;
import dev.bulla.ctlog.watch.LogApi.ShownHead;
import java.io.IOException;
import java.security.Provider;
import java.util.Optional;

/** Follows one log from the place where it left off. For one thread. */
public final class Follower implements AutoCloseable {
    /** After so many entries the place is kept: few enough to read again, and enough not to wait for the disk. */
    private static final int STEP = 1 << 14;

    /** How often is looked at what may be the fault of somebody between here and the log. */
    private static final int LOOKS = 3;

    private final LogApi api;
    private final Patience patience;
    private final Verification verification;
    private final Keeping keeping;
    private final boolean fromNow;
    private final EntryReading reading;
    private Optional<Position> kept;

    /**
     * How a log is judged.
     *
     * @param patience waits before a fault is looked at again
     */
    public record Judging(HeadVerifier key, Patience patience, Provider provider) {}

    /** Where all is kept that must outlive the process. */
    public record Keeping(PlaceFile place, EvidenceFolder evidence) {}

    /**
     * What somebody wants to hear.
     *
     * @param fromNow whether a log that was never followed before is followed from its present end, not from its beginning
     * @param threads how many questions are asked at once
     */
    public record Wishes(WatchList watched, boolean fromNow, int threads) {}

    /** Waits. */
    @FunctionalInterface
    public interface Patience {
        /** @param looks how many there were */
        void await(int looks) throws InterruptedException;
    }

    /** A follower of a log of this kind. It has read the place, and nothing of the log yet. */
    public static Follower of(LogKind kind, LogKind.Asking asking, Judging judging, Keeping keeping, Wishes wishes)
            throws IOException {
        return new Follower(kind.of(asking), judging, keeping, wishes);
    }

    private Follower(LogApi api, Judging judging, Keeping keeping, Wishes wishes) throws IOException {
        this.api = api;
        this.patience = judging.patience();
        this.verification = new Verification(api, judging.key(), judging.provider());
        this.keeping = keeping;
        this.fromNow = wishes.fromNow();
        this.kept = keeping.place().read();
        this.reading = new EntryReading(api, wishes.watched(), wishes.threads());
    }

    /**
     * Looks at what the log says now, and tells of each entry that it has more. It returns when all are told.
     *
     * <p>The order of what is durable:
     * <ol>
     *   <li>A head that was verified, and shown to continue the one before, is kept before anything under it is told. After a
     *       restart the log is held to it.
     *   <li>Entries are told after they were shown to stand under that head, and whoever is told makes them durable.
     *   <li>Then the place moves behind them. Until it has, they are found and told again, so none is ever left out.
     *   <li>Evidence is kept before the place says that the log has a lasting fault, and both before anybody is told of it.
     * </ol>
     */
    public Position look(Ear ear) throws UnreadableException, MisbehaviourException, IOException, InterruptedException {
        var lasting = kept.flatMap(Position::fault);
        if (lasting.isPresent()) {
            throw new MisbehaviourException(lasting.get());
        }
        for (var looks = 1; ; looks++) {
            try {
                return lookOnce(ear);
            } catch (MisbehaviourException e) {
                if (looks == LOOKS || e.misbehaviour().fault().isSigned()) {
                    record(e.misbehaviour());
                    throw e;
                }
                patience.await(looks);
            }
        }
    }

    private Position lookOnce(Ear ear)
            throws UnreadableException, MisbehaviourException, IOException, InterruptedException {
        var shown = api.head();
        var position = under(shown);
        keep(position);
        while (position.next() < position.head().head().size()) {
            position = step(position, shown, ear);
        }
        return position;
    }

    private Position under(ShownHead shown) throws UnreadableException, MisbehaviourException, InterruptedException {
        if (kept.isPresent()) {
            return verification.under(kept.get(), shown);
        }
        return fromNow ? verification.end(shown) : verification.beginning(shown);
    }

    private Position step(Position from, ShownHead shown, Ear ear)
            throws UnreadableException, MisbehaviourException, IOException, InterruptedException {
        var head = from.head().head();
        var end = Math.min(head.size(), from.next() - from.next() % STEP + STEP);
        var stretch = reading.read(from.next(), end, head);
        var position = verification.behind(from, stretch.leaves(), shown);
        ear.told(position, stretch.found(), stretch.unreadable());
        keep(position);
        return position;
    }

    private void keep(Position position) throws IOException {
        if (kept.filter(position::equals).isEmpty()) {
            keeping.place().replace(position);
            kept = Optional.of(position);
        }
    }

    private void record(Misbehaviour misbehaviour) throws IOException {
        keeping.evidence().keep(misbehaviour);
        if (misbehaviour.fault().isLasting() && kept.isPresent()) {
            keep(kept.get().with(misbehaviour));
        }
    }

    @Override
    public void close() {
        reading.close();
    }
}
