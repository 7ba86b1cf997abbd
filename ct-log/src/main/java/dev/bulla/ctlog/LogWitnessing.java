/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.MalformedException;
import dev.bulla.ctlog.codec.NoteKey;
import dev.bulla.ctlog.codec.TilePath;
import dev.bulla.ctlog.codec.TreeHead;
import dev.bulla.ctlog.merkle.Hash;
import dev.bulla.ctlog.merkle.TreeRoot;
import dev.bulla.ctlog.read.LogReader;
import dev.bulla.ctlog.sequence.LiveLog;
import dev.bulla.ctlog.store.Objects;
import dev.bulla.ctlog.store.OpenRefusedException;
import dev.bulla.ctlog.witness.Door;
import dev.bulla.ctlog.witness.OurTree;
import dev.bulla.ctlog.witness.TreeNote;
import dev.bulla.ctlog.witness.WitnessEvents;
import dev.bulla.ctlog.witness.Witnessing;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The witnesses of an open log: who they are, what of theirs is kept, and which checkpoints are shown because of them. */
final class LogWitnessing implements AutoCloseable {
    private final Witnesses wanted;
    private final Objects objects;
    private final HeadNotes heads;
    private volatile Optional<Witnessing> witnessing = Optional.empty();
    private volatile Optional<TreeNote> kept = Optional.empty();

    private LogWitnessing(Witnesses wanted, Objects objects, HeadNotes heads) {
        this.wanted = wanted;
        this.objects = objects;
        this.heads = heads;
    }

    /** Refuses witnesses that could never do what is asked of them. */
    static void check(Witnesses wanted, String origin, List<NoteSigner> signers) throws OpenRefusedException {
        if (signers.isEmpty()) {
            throw new OpenRefusedException(
                    "witnesses verify checkpoints with an Ed25519 key, and the log has none: give it one that signs notes");
        }
        if (!wanted.policy().canBeMet()) {
            throw new OpenRefusedException(
                    "the witness policy asks for more witnesses than it has addresses of: put their URLs behind their keys");
        }
        var keys = signers.stream().map(signer -> signer.verifierKey(origin)).toList();
        var logs = wanted.policy().logs();
        if (!logs.isEmpty() && logs.stream().noneMatch(log -> keys.contains(log.key()))) {
            throw new OpenRefusedException(
                    "the witness policy is about other logs: it needs a line for this one, \"log %s\", or none for any"
                            .formatted(keys.getFirst()));
        }
    }

    /** Goes on from what an earlier start has kept and shown. */
    static LogWitnessing of(Witnesses wanted, Objects objects, HeadNotes heads, long size) throws IOException {
        var made = new LogWitnessing(wanted, objects, heads);
        made.kept = objects.get(TilePath.WITNESSED_CHECKPOINT)
                .flatMap(LogWitnessing::parsed)
                .filter(note -> note.tree().size() <= size);
        heads.showing(
                ShownCheckpoints.of(wanted.publishing(), made::witnessed, objects.get(TilePath.CHECKPOINT), size));
        return made;
    }

    private static Optional<TreeNote> parsed(Bytes note) {
        try {
            return Optional.of(TreeNote.parse(note));
        } catch (MalformedException _) {
            return Optional.empty();
        }
    }

    private Optional<TreeNote> witnessed() {
        return witnessing.flatMap(Witnessing::witnessed);
    }

    boolean hasSigned(TreeRoot tree) {
        return witnessed().map(TreeNote::tree).equals(Optional.of(tree));
    }

    /** The log as witnesses know it. */
    record Named(String origin, List<NoteKey> keys) {}

    /** Hears what every witness has to say before the log promises anything, and has its trees witnessed from now on. */
    void start(LiveLog live, LogReader reader, Named log, WitnessEvents events) {
        var begun = new Witnessing(
                new Witnessing.Plan(wanted.policy().policy(), wanted.interval(), wanted.patience()),
                new Witnessing.Subject(new Tree(reader), log.origin(), log.keys(), this::keep),
                kept,
                new Witnessing.Ports(
                        door(wanted.caller()),
                        events,
                        System::nanoTime,
                        wanted.policy().provider()));
        witnessing = Optional.of(begun);
        begun.introduce(note(live.sequencer().snapshot().head()));
        begun.start(() -> live.published().map(this::note));
    }

    private TreeNote note(TreeHead head) {
        return TreeNote.parse(heads.checkpoint(head));
    }

    private void keep(TreeNote witnessed) throws IOException {
        objects.replace(new Objects.Item(TilePath.WITNESSED_CHECKPOINT, witnessed.encoded()));
    }

    private static Door door(WitnessCaller caller) {
        return (address, body) -> {
            var reply = caller.call(address, body.map(Bytes::toArray));
            return new Door.Reply(reply.status(), reply.type(), Bytes.view(reply.body()));
        };
    }

    /** What there is to prove. */
    private record Tree(LogReader reader) implements OurTree {
        @Override
        public long size() {
            return reader.head().size();
        }

        @Override
        public List<Hash> consistency(long first, long second) {
            return reader.consistency(first, second);
        }
    }

    @Override
    public void close() {
        witnessing.ifPresent(Witnessing::close);
        wanted.caller().close();
    }
}
