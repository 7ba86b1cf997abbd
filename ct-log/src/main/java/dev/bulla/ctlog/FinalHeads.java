/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.DigitallySigned;
import dev.bulla.ctlog.codec.MalformedException;
import dev.bulla.ctlog.codec.Note;
import dev.bulla.ctlog.codec.SignedTreeHead;
import dev.bulla.ctlog.codec.TilePath;
import dev.bulla.ctlog.codec.TreeHead;
import dev.bulla.ctlog.read.SignedHeads;
import dev.bulla.ctlog.store.LastTree;
import dev.bulla.ctlog.store.LogFacts;
import dev.bulla.ctlog.store.OpenRefusedException;
import java.io.IOException;
import java.security.Provider;

/** The one head that a log which has ended still tells, signed while it had its key. */
record FinalHeads(SignedTreeHead last, Bytes note) implements SignedHeads {

    /** Reads them from files. What readers saw last, with the signatures of witnesses where there are some, they see for ever. */
    static FinalHeads of(EndedFiles files) throws IOException, OpenRefusedException {
        var note = files.last();
        var last = SignedTreeHead.of(
                Note.parse(note), files.facts().origin(), files.facts().logId());
        return new FinalHeads(last, files.objects().get(TilePath.CHECKPOINT).orElse(note));
    }

    /** Verifies checkpoints with the key that the log's facts name. */
    static LastTree.Heads reader(LogFacts facts, Provider provider) {
        var key = LogKey.of(facts.publicKey().toArray(), provider);
        return checkpoint -> {
            try {
                var signed = SignedTreeHead.of(Note.parse(checkpoint), facts.origin(), facts.logId());
                if (new KeyOfLog(key).verifies(signed.head(), signed.signature())) {
                    return signed.head();
                }
            } catch (MalformedException e) {
                throw new OpenRefusedException("a checkpoint of the log does not parse: " + e.getMessage(), e);
            }
            throw new OpenRefusedException("a checkpoint of the log does not bear its signature: restore it");
        };
    }

    TreeHead head() {
        return last.head();
    }

    @Override
    public DigitallySigned signature(TreeHead head) {
        return last.signature();
    }

    @Override
    public Bytes checkpoint(TreeHead head) {
        return note;
    }
}
