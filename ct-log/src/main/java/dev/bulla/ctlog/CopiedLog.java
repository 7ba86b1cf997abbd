/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import dev.bulla.ctlog.check.AuditPlan;
import dev.bulla.ctlog.check.FolderSource;
import dev.bulla.ctlog.check.HeadCheck;
import dev.bulla.ctlog.check.LogHead;
import dev.bulla.ctlog.check.LogSource;
import dev.bulla.ctlog.check.UnreadableException;
import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.CertificatePem;
import dev.bulla.ctlog.codec.LeafIndex;
import dev.bulla.ctlog.codec.MalformedException;
import dev.bulla.ctlog.codec.TilePath;
import dev.bulla.ctlog.copy.CopiedFacts;
import dev.bulla.ctlog.copy.DamagedSourceException;
import dev.bulla.ctlog.copy.Description;
import dev.bulla.ctlog.copy.LogCopy;
import dev.bulla.ctlog.store.LogFacts;
import dev.bulla.ctlog.store.Objects.Item;
import java.nio.file.Path;
import java.security.Provider;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A log that is to be copied: what it has signed, and what it says of itself. */
record CopiedLog(LogSource source, LogKey key, Optional<LogFacts> facts, Bytes checkpoint, LogHead head) {

    /** The log of these files, which may name its own key and tell what it was made with. */
    static CopiedLog of(LogSource files, Optional<LogKey> given, Provider provider)
            throws CheckFailedException, CopyRefusedException, InterruptedException {
        var known = OwnFacts.read(files, provider);
        var key = given.or(() -> known.key().map(OwnFacts.NamedKey::key))
                .orElseThrow(() -> new CheckFailedException("the place names no key, so give one"));
        var damaged = known.damaged(key);
        if (!damaged.isEmpty()) {
            throw new CopyRefusedException(
                    "the log is damaged",
                    damaged.stream().map(LogCheck::damaged).toList());
        }
        return of(files, key, known.facts());
    }

    /** The log behind a source, with what was read elsewhere about it. */
    static CopiedLog of(LogSource source, LogKey key, Optional<LogFacts> facts)
            throws CheckFailedException, CopyRefusedException, InterruptedException {
        try {
            var checkpoint = source.read(TilePath.CHECKPOINT)
                    .orElseThrow(() -> new CheckFailedException("there is no checkpoint, so this is no log"));
            return new CopiedLog(source, key, facts, checkpoint, verified(key, Optional.empty(), checkpoint));
        } catch (MalformedException e) {
            throw damaged(new DamagedSourceException(TilePath.CHECKPOINT, String.valueOf(e.getMessage())));
        } catch (UnreadableException e) {
            throw new CheckFailedException(String.valueOf(e.getMessage()), e);
        }
    }

    /** What another checkpoint of the same log says, or {@link MalformedException}. */
    LogHead verified(Bytes other) {
        return verified(key, Optional.of(head.origin()), other);
    }

    private static LogHead verified(LogKey key, Optional<String> origin, Bytes checkpoint) {
        return new HeadCheck(new AuditPlan.ExpectedLog(new KeyOfLog(key), origin, false)).verified(checkpoint);
    }

    long size() {
        return head.head().size();
    }

    /** The files in which it says what it is, those of them that there are. */
    List<Item> about(LogCopy copy)
            throws UnreadableException, DamagedSourceException, CopyRefusedException, InterruptedException {
        var items = new ArrayList<Item>();
        var description = source.read(TilePath.DESCRIPTION);
        if (facts.isPresent()) {
            items.add(facts(facts.get()).item());
        } else if (description.isPresent()) {
            items.add(CopiedFacts.of(described(description.get(), copy)).item());
        }
        description.ifPresent(content -> items.add(new Item(TilePath.DESCRIPTION, content)));
        return items;
    }

    private CopiedFacts facts(LogFacts made) throws UnreadableException, DamagedSourceException, InterruptedException {
        return source instanceof FolderSource(Path folder)
                ? CopiedFacts.of(folder.toAbsolutePath().normalize(), made, roots())
                : CopiedFacts.of(made);
    }

    private List<Bytes> roots() throws UnreadableException, DamagedSourceException, InterruptedException {
        try {
            return source.read(TilePath.ROOTS).map(CertificatePem::parse).orElse(List.of());
        } catch (MalformedException e) {
            throw new DamagedSourceException(TilePath.ROOTS, String.valueOf(e.getMessage()));
        }
    }

    private LogFacts described(Bytes description, LogCopy copy)
            throws UnreadableException, DamagedSourceException, InterruptedException {
        try {
            var said = Description.parse(description);
            if (!said.key().equals(Bytes.view(key.encoded()))) {
                throw new MalformedException("it names another key than the log's own");
            }
            return said.facts(head.origin(), isIndexed(copy));
        } catch (MalformedException e) {
            throw new DamagedSourceException(TilePath.DESCRIPTION, String.valueOf(e.getMessage()));
        }
    }

    /** Whether entries say where they stand, as the first one tells; static-ct wants it of a log that has none yet. */
    private static boolean isIndexed(LogCopy copy)
            throws UnreadableException, DamagedSourceException, InterruptedException {
        var first = copy.first();
        return first.isEmpty() || LeafIndex.in(first.get().entry().extensions()).isPresent();
    }

    static CopyRefusedException damaged(DamagedSourceException e) {
        var file = new DamagedFile(e.file(), 0, 0, String.valueOf(e.getMessage()), false);
        return new CopyRefusedException("damaged: " + file, List.of(file));
    }
}
