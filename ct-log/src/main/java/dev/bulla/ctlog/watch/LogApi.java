/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.watch;

import dev.bulla.ctlog.check.UnreadableException;
import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.SignedTreeHead;
import dev.bulla.ctlog.codec.TreeHead;
import dev.bulla.ctlog.merkle.Hash;
import dev.bulla.ctlog.merkle.RightEdge;
import java.util.List;
import java.util.Optional;

/**
 * How a log of one kind is asked. All that it gives is a claim that somebody else must judge. What does not even have the form
 * of an answer is an {@link UnreadableException}. For many threads.
 */
sealed interface LogApi permits StaticTiles, Rfc6962Answers {

    /** The head that the log shows now. */
    ShownHead head() throws UnreadableException, InterruptedException;

    /** What is to show that the tree of a size is the beginning of a later one (RFC 6962, section 2.1.2). */
    List<Hash> consistency(long first, TreeHead second) throws UnreadableException, InterruptedException;

    /** The peaks that a tree is to have, so that it can be followed from there on. */
    RightEdge edge(TreeHead head) throws UnreadableException, InterruptedException;

    /** After how many entries a question for entries best ends, counted from the first one of the log. */
    int stride();

    /** The entries from a place on: one at least, and not more than up to and without {@code end}. */
    List<ReadEntry> entries(long start, long end, TreeHead head) throws UnreadableException, InterruptedException;

    /**
     * A head as it came.
     *
     * @param head what it says, if the log is named as its signer
     */
    record ShownHead(Bytes served, Optional<SignedTreeHead> head) {}
}
