/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.watch;

import dev.bulla.ctlog.check.UnreadableException;
import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.DigitallySigned;
import dev.bulla.ctlog.codec.MalformedException;
import dev.bulla.ctlog.codec.MerkleTreeLeaf;
import dev.bulla.ctlog.codec.SignedTreeHead;
import dev.bulla.ctlog.codec.TreeHead;
import dev.bulla.ctlog.merkle.Hash;
import dev.bulla.ctlog.merkle.RightEdge;
import dev.bulla.ctlog.merkle.TreeHasher;
import java.security.Provider;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A log with the API of RFC 6962, section 4. What it adds to an entry beside the leaf is not in the tree, so nothing can
 * follow from it and it is not looked at.
 */
final class Rfc6962Answers implements LogApi {
    static final String HEAD = "ct/v1/get-sth";
    static final int LARGEST_HEAD = 1 << 16;

    private static final int LARGEST_ENTRIES = 8 << 20;
    private static final int LARGEST_ENTRY = 4 << 20;
    private static final int LONGEST_PROOF = 2 * Long.SIZE;
    private static final int MOST_AT_ONCE = 256;

    /** A log that gives fewer at once is asked for these many nevertheless: it may be having a bad moment. */
    private static final int FEWEST_AT_ONCE = 32;

    private final Pages pages;
    private final Function<Bytes, JsonAnswer> json;
    private final Provider provider;
    private volatile int stride = MOST_AT_ONCE;

    Rfc6962Answers(Pages pages, Function<Bytes, JsonAnswer> json, Provider provider) {
        this.pages = pages;
        this.json = json;
        this.provider = provider;
    }

    @Override
    public ShownHead head() throws UnreadableException, InterruptedException {
        var served = page(HEAD, LARGEST_HEAD);
        return new ShownHead(served, Optional.of(Answer.of(HEAD, () -> head(json.apply(served)))));
    }

    static SignedTreeHead head(JsonAnswer answer) {
        var head =
                new TreeHead(answer.number("tree_size"), answer.number("timestamp"), answer.hash("sha256_root_hash"));
        return new SignedTreeHead(head, DigitallySigned.parse(answer.bytes("tree_head_signature")));
    }

    @Override
    public List<Hash> consistency(long first, TreeHead second) throws UnreadableException, InterruptedException {
        if (first == 0 || first == second.size()) {
            return List.of();
        }
        var path = "ct/v1/get-sth-consistency?first=%d&second=%d".formatted(first, second.size());
        var served = page(path, LARGEST_HEAD);
        return Answer.of(path, () -> json.apply(served).hashes("consistency", LONGEST_PROOF));
    }

    /** The path of the last entry leads past all peaks but its own, which is made of the beginning of the path. */
    @Override
    public RightEdge edge(TreeHead head) throws UnreadableException, InterruptedException {
        if (head.size() == 0) {
            return RightEdge.EMPTY;
        }
        var path = "ct/v1/get-entry-and-proof?leaf_index=%d&tree_size=%d".formatted(head.size() - 1, head.size());
        var served = page(path, LARGEST_ENTRY);
        return Answer.of(path, () -> edge(head.size(), json.apply(served)));
    }

    private RightEdge edge(long size, JsonAnswer answer) {
        var hasher = new TreeHasher(provider);
        var path = answer.hashes("audit_path", LONGEST_PROOF);
        var height = Long.numberOfTrailingZeros(size);
        if (path.size() != height + Long.bitCount(size) - 1) {
            throw new MalformedException("its audit_path is not as long as that of the last entry");
        }
        var peak = hasher.leaf(answer.bytes("leaf_input").toArray());
        for (var sibling : path.subList(0, height)) {
            peak = hasher.node(sibling, peak);
        }
        var peaks = new ArrayList<>(path.subList(height, path.size()).reversed());
        peaks.add(peak);
        return new RightEdge(size, peaks);
    }

    @Override
    public int stride() {
        return stride;
    }

    @Override
    public List<ReadEntry> entries(long start, long end, TreeHead head)
            throws UnreadableException, InterruptedException {
        var path = "ct/v1/get-entries?start=%d&end=%d".formatted(start, end - 1);
        var served = page(path, LARGEST_ENTRIES);
        var entries = Answer.of(path, () -> entries(json.apply(served), end - start));
        if (entries.size() < end - start && entries.size() < stride) {
            stride = Math.max(entries.size(), FEWEST_AT_ONCE);
        }
        return entries;
    }

    private List<ReadEntry> entries(JsonAnswer answer, long most) {
        var hasher = new TreeHasher(provider);
        var entries = answer.objects("entries", most).stream()
                .map(entry -> entry(entry.bytes("leaf_input"), hasher))
                .toList();
        if (entries.isEmpty()) {
            throw new MalformedException("it holds no entry");
        }
        return entries;
    }

    private static ReadEntry entry(Bytes leaf, TreeHasher hasher) {
        return new ReadEntry(MerkleTreeLeaf.parse(leaf).entry(), hasher.leaf(leaf.toArray()));
    }

    private Bytes page(String path, int most) throws UnreadableException, InterruptedException {
        return pages.get(path, most).orElseThrow(() -> new UnreadableException(path + ": the log says there is none"));
    }
}
