/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.witness;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.MalformedException;
import dev.bulla.ctlog.codec.NoteKey;
import dev.bulla.ctlog.codec.NoteSignature;
import dev.bulla.ctlog.merkle.ProofCheck;
import dev.bulla.ctlog.merkle.TreeHasher;
import dev.bulla.ctlog.merkle.TreeRoot;
import dev.bulla.ctlog.store.OpenRefusedException;
import dev.bulla.ctlog.store.local.Disk;
import dev.bulla.ctlog.witness.WitnessAnswer.Refusal;
import java.io.IOException;
import java.nio.file.Path;
import java.security.Provider;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** A witness of several logs: it signs what goes on from what it has signed. For many threads; one at a time for each log. */
public final class TreeWatcher {
    private final Map<String, Watched> logs;
    private final Map<String, Watched> byName = new HashMap<>();
    private final Cosigner cosigner;
    private final InstantSource clock;
    private final Provider provider;

    /** What is needed of the world. The provider hashes, verifies and signs. */
    public record Around(Disk disk, InstantSource clock, Provider provider) {}

    /** A log, and what is known of it. */
    private record Watched(OriginKeys keys, TreeMemory memory, ReentrantLock lock) {}

    private TreeWatcher(Map<String, Watched> logs, Cosigner cosigner, Around around) {
        this.logs = Map.copyOf(logs);
        this.cosigner = cosigner;
        this.clock = around.clock();
        this.provider = around.provider();
        logs.forEach((origin, log) -> byName.put(TreeMemory.nameOf(origin), log));
    }

    /**
     * Takes up what was signed before. Only one may do so at a time for a folder, which the caller sees to.
     *
     * @param folder with a folder for each log
     */
    public static TreeWatcher open(Path folder, List<NoteKey> keys, Cosigner cosigner, Around around)
            throws IOException, OpenRefusedException {
        var byOrigin = new HashMap<String, List<EdwardsKey>>();
        for (var key : keys) {
            byOrigin.computeIfAbsent(key.name(), _ -> new ArrayList<>()).add(EdwardsKey.of(key, around.provider()));
        }
        var own = WitnessKey.of(cosigner.key(), around.provider());
        var logs = new HashMap<String, Watched>();
        for (var log : byOrigin.entrySet()) {
            var known = new OriginKeys(log.getKey(), log.getValue());
            var memory = TreeMemory.open(around.disk(), folder, known, own);
            logs.put(log.getKey(), new Watched(known, memory, new ReentrantLock()));
        }
        return new TreeWatcher(logs, cosigner, around);
    }

    /** How far a log was when its checkpoint was last signed. */
    public Map<String, Long> sizes() {
        var sizes = new HashMap<String, Long>();
        logs.forEach((origin, log) -> locked(log, () -> {
            log.memory().last().ifPresent(note -> sizes.put(origin, note.tree().size()));
            return Optional.empty();
        }));
        return sizes;
    }

    /** What was signed last of the log with this name, under all signatures that count. */
    public Optional<Bytes> checkpoint(String name) {
        return Optional.ofNullable(byName.get(name))
                .flatMap(log -> locked(log, () -> log.memory().last()))
                .map(TreeNote::encoded);
    }

    /** Throws {@link IOException} if what would be signed could not be kept in mind; then nothing is signed. */
    public WitnessAnswer answer(Bytes body) throws IOException {
        AddCheckpoint asked;
        try {
            asked = AddCheckpoint.parse(body);
        } catch (MalformedException _) {
            return Refusal.MALFORMED;
        }
        var log = logs.get(asked.checkpoint().origin());
        if (log == null) {
            return Refusal.UNKNOWN_LOG;
        }
        var signatures = log.keys().signaturesOf(asked.checkpoint());
        if (signatures.isEmpty()) {
            return Refusal.NOT_SIGNED;
        }
        if (asked.old() > asked.checkpoint().tree().size()) {
            return Refusal.MALFORMED;
        }
        log.lock().lock();
        try {
            return compared(asked, signatures.get(), log.memory());
        } finally {
            log.lock().unlock();
        }
    }

    /** Nobody else compares the same log meanwhile: what was signed last stays that until this is durable. */
    private WitnessAnswer compared(AddCheckpoint asked, List<NoteSignature> signatures, TreeMemory memory)
            throws IOException {
        if (memory.isUncertain()) {
            throw new IOException("an earlier write failed, so nobody knows which tree was signed last; start anew");
        }
        var last = memory.last().map(TreeNote::tree).orElseGet(() -> new TreeRoot(0, TreeHasher.EMPTY));
        if (asked.old() != last.size()) {
            return new WitnessAnswer.OtherSize(last.size());
        }
        var check = new ProofCheck(new TreeHasher(provider));
        if (!check.consistent(last, asked.checkpoint().tree(), asked.proof())) {
            return Refusal.NOT_CONSISTENT;
        }
        var own = cosigner.cosign(asked.checkpoint().text(), clock.instant());
        var lines = new ArrayList<>(signatures);
        lines.add(own);
        memory.remember(asked.checkpoint().with(lines));
        return new WitnessAnswer.Cosigned(List.of(own));
    }

    private static <T> Optional<T> locked(Watched log, Supplier<Optional<T>> reading) {
        log.lock().lock();
        try {
            return reading.get();
        } finally {
            log.lock().unlock();
        }
    }
}
