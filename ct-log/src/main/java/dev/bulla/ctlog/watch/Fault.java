/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.watch;

/** What a log does that no honest one ever would. */
public enum Fault {
    /** Two signed heads of the same size with different roots. */
    OTHER_ROOT(Proof.SIGNED, "the log has forked: it signed two different trees of the same size"),
    /** A smaller tree in a later head. */
    SHRUNK(Proof.SIGNED, "the log has forked: it signed a smaller tree after a larger one"),
    /** A larger tree in an earlier head. */
    BACKDATED(Proof.SIGNED, "the log has forked: it signed a larger tree as of an earlier time"),
    /** The larger tree is not shown to begin with the smaller one. */
    NOT_CONSISTENT(Proof.UNSHOWN, "the log has forked: its tree does not begin with the one it signed before"),
    /** An older head than the one that is known: of a cache that is behind, or of a log that was set back. */
    GONE_BACK(Proof.HEARSAY, "the log has gone back: it shows an older head than before"),
    /** A head that the log's key has not signed. */
    NOT_SIGNED(Proof.HEARSAY, "the log shows a head that its key has not signed"),
    /** Entries that are not those under the head. */
    OTHER_ENTRIES(Proof.HEARSAY, "the log gives other entries than those it signed for");

    private final Proof proof;
    private final String meaning;

    Fault(Proof proof, String meaning) {
        this.proof = proof;
        this.meaning = meaning;
    }

    /** In a sentence without its end. */
    public String meaning() {
        return meaning;
    }

    /** Whether the two heads alone show it, so that nobody between here and the log can have made it. */
    boolean isSigned() {
        return proof == Proof.SIGNED;
    }

    /** Whether there are two heads of which no later answer may make us forget one. */
    public boolean isLasting() {
        return proof != Proof.HEARSAY;
    }

    private enum Proof {
        /** The log's own signatures show it. */
        SIGNED,
        /** Both heads are signed, and the log could show that they go together if they did. */
        UNSHOWN,
        /** What came may not be what the log sent. */
        HEARSAY
    }
}
