/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.merkle;

import java.nio.ByteBuffer;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;

/** Hashes leaves and nodes as RFC 6962, section 2.1, defines them. For one thread; cheap to make. */
public final class TreeHasher {

    /** The root of a tree without leaves. */
    public static final Hash EMPTY = Hash.sha256(new byte[0]);

    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private final MessageDigest digest;
    private final byte[] node = new byte[1 + 2 * Hash.SIZE];
    private final byte[] out = new byte[Hash.SIZE];

    public TreeHasher(Provider provider) {
        try {
            digest = MessageDigest.getInstance("SHA-256", provider);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalArgumentException("provider " + provider.getName() + " has no SHA-256", e);
        }
        node[0] = NODE;
    }

    /** The hash of a leaf with these bytes. */
    public Hash leaf(byte[] leaf) {
        digest.update(LEAF);
        digest.update(leaf);
        return finished();
    }

    /** The hash of the leaf that is left in the buffer, which is read to its end. */
    public Hash leaf(ByteBuffer leaf) {
        digest.update(LEAF);
        digest.update(leaf);
        return finished();
    }

    /** The hash over two subtrees of equal size, or over the two parts of an unfinished one. */
    public Hash node(Hash left, Hash right) {
        left.write(node, 1);
        right.write(node, 1 + Hash.SIZE);
        digest.update(node);
        return finished();
    }

    /** SHA-256 without the tree's prefix. */
    public Hash plain(byte[] content) {
        digest.update(content);
        return finished();
    }

    /** SHA-256, without the tree's prefix, of what is left in the buffer, which is read to its end. */
    public Hash plain(ByteBuffer content) {
        digest.update(content);
        return finished();
    }

    private Hash finished() {
        try {
            digest.digest(out, 0, out.length);
        } catch (DigestException e) {
            throw new IllegalStateException("SHA-256 has 32 bytes", e);
        }
        return Hash.read(out, 0);
    }
}
