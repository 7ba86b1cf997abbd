/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import dev.bulla.ctlog.UnprovenException.Reason;
import dev.bulla.ctlog.codec.Base64Text;
import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.DecimalText;
import dev.bulla.ctlog.codec.MalformedException;
import dev.bulla.ctlog.codec.Note;
import dev.bulla.ctlog.merkle.Hash;
import dev.bulla.ctlog.merkle.ProofCheck;
import dev.bulla.ctlog.merkle.TreeHasher;
import dev.bulla.ctlog.merkle.TreeRoot;
import java.nio.charset.StandardCharsets;
import java.security.Provider;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a log of other things than certificates has said about its tree: a checkpoint that it signed as a note with a plain key
 * (C2SP tlog-checkpoint, signed-note), as logs of signatures do. None exists whose signature does not hold.
 *
 * @see SignedHead for the logs of certificates, which sign their heads in another form
 */
public final class NotedHead {
    private static final Pattern LINES =
            Pattern.compile("([^\n]+)\n([0-9]{1,19})\n([A-Za-z0-9+/=]{44})\n(?:[^\n]+\n)*");

    private final String origin;
    private final TreeRoot tree;
    private final TreeHasher hasher;

    private NotedHead(String origin, TreeRoot tree, TreeHasher hasher) {
        this.origin = origin;
        this.tree = tree;
        this.hasher = hasher;
    }

    /** Whose signature must stand under the note. */
    public interface Signer {
        /** The four bytes that its lines name its key by. */
        int keyId();

        /** Whether its lines may bear this name. */
        boolean isCalled(String name);

        boolean signed(byte[] text, byte[] signature);
    }

    /**
     * The head in a checkpoint, which may bear signatures of others as well, and lines of its own below the root.
     *
     * @param provider hashes
     * @throws InvalidInputException if the bytes are no checkpoint
     * @throws UnprovenException     if the log did not sign it
     */
    public static NotedHead of(byte[] note, Signer signer, Provider provider) {
        var parsed = InvalidInputException.reading("checkpoint", () -> Note.parse(Bytes.copyOf(note)));
        if (!isSigned(parsed, signer)) {
            throw new UnprovenException(Reason.BAD_SIGNATURE, "no signature of the log holds for the checkpoint");
        }
        return InvalidInputException.reading("checkpoint", () -> head(parsed.text(), new TreeHasher(provider)));
    }

    private static boolean isSigned(Note note, Signer signer) {
        var text = note.text().getBytes(StandardCharsets.UTF_8);
        return note.signatures().stream()
                .filter(line -> line.keyId() == signer.keyId() && signer.isCalled(line.name()))
                .anyMatch(line -> signer.signed(text, line.signature().toArray()));
    }

    private static NotedHead head(String text, TreeHasher hasher) {
        var lines = LINES.matcher(text);
        if (!lines.matches()) {
            throw new MalformedException("it does not begin with three lines: origin, size and root");
        }
        var root = Base64Text.parse(lines.group(3), "root of the checkpoint");
        if (root.size() != Hash.SIZE) {
            throw new MalformedException("its root is not 32 bytes");
        }
        var size = DecimalText.parse(lines.group(2), "size of the checkpoint");
        return new NotedHead(lines.group(1), new TreeRoot(size, root.hashAt(0)), hasher);
    }

    /** What the log calls itself. */
    public String origin() {
        return origin;
    }

    /** How many entries the log had. */
    public long size() {
        return tree.size();
    }

    /** The hash over all of them, 32 bytes. */
    public byte[] root() {
        return tree.hash().toBytes();
    }

    /**
     * Returns if the path shows that the tree holds a leaf with these bytes; else throws.
     *
     * @param index where the leaf stands
     * @param path  the hashes beside the way from the leaf to the root
     */
    public void verifyInclusion(byte[] leaf, long index, List<byte[]> path) {
        var hashes = path.stream().map(NotedHead::hash).toList();
        if (!new ProofCheck(hasher).includes(tree, index, hasher.leaf(leaf), hashes)) {
            throw new UnprovenException(
                    Reason.NOT_INCLUDED,
                    "the proof does not show the entry at place %d of the tree of %d".formatted(index, tree.size()));
        }
    }

    private static Hash hash(byte[] bytes) {
        if (bytes.length != Hash.SIZE) {
            throw new InvalidInputException("proof: a hash of " + bytes.length + " bytes instead of " + Hash.SIZE);
        }
        return Hash.read(bytes, 0);
    }
}
