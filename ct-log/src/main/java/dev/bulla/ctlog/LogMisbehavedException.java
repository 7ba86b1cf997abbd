/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import dev.bulla.ctlog.codec.SignedTreeHead;
import dev.bulla.ctlog.watch.Misbehaviour;
import java.io.Serial;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * A log did what no honest one would: it forked, went back, or gave what it did not sign for. The message says which, for a
 * person; the heads that show it were kept as evidence.
 */
public final class LogMisbehavedException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient Misbehaviour misbehaviour;

    LogMisbehavedException(Misbehaviour misbehaviour) {
        super(misbehaviour.fault().meaning());
        this.misbehaviour = misbehaviour;
    }

    /** A short word for what it did, for programs. */
    public String fault() {
        return misbehaviour.fault().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether it cannot be undone, so that the log is not followed any more. */
    public boolean isLasting() {
        return misbehaviour.fault().isLasting();
    }

    /** The head that was verified before, if there was one. */
    public Optional<Head> kept() {
        return misbehaviour.kept().map(Head::of);
    }

    /** The head that does not go with it, if it could be read. */
    public Optional<Head> seen() {
        return misbehaviour.seen().map(Head::of);
    }

    /**
     * What a log says about its tree.
     *
     * @param root in hexadecimal
     */
    public record Head(long size, Instant time, String root) {
        private static Head of(SignedTreeHead signed) {
            var head = signed.head();
            return new Head(
                    head.size(),
                    Instant.ofEpochMilli(head.timestamp()),
                    head.root().toString());
        }
    }
}
