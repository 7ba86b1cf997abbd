/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.codec;

import dev.bulla.ctlog.merkle.Hash;
import dev.bulla.ctlog.merkle.TreeRoot;
import java.util.regex.Pattern;

/**
 * What a log says about its tree, in the form that is signed as a note (C2SP tlog-checkpoint, without the extension lines
 * that static-ct forbids).
 *
 * @param origin names the log: the address at which it takes submissions, without scheme
 */
public record Checkpoint(String origin, long size, Hash root) {
    private static final Pattern LINES = Pattern.compile("([^\n]+)\n([0-9]{1,19})\n([A-Za-z0-9+/=]{44})\n");

    public Checkpoint {
        if (!NoteKey.isName(origin) || size < 0) {
            throw new IllegalArgumentException("not a checkpoint: an origin is a name, a size is not negative");
        }
    }

    public TreeRoot tree() {
        return new TreeRoot(size, root);
    }

    /** The text of the note. */
    public String text() {
        return "%s\n%d\n%s\n".formatted(origin, size, Base64Text.of(root.toBytes()));
    }

    public static Checkpoint parse(String text) {
        var lines = LINES.matcher(text);
        if (!lines.matches() || !NoteKey.isName(lines.group(1))) {
            throw new MalformedException("a checkpoint is three lines: origin, size and root");
        }
        var root = Base64Text.parse(lines.group(3), "root of the checkpoint");
        if (root.size() != Hash.SIZE) {
            throw new MalformedException("the root of the checkpoint is not 32 bytes");
        }
        return new Checkpoint(
                lines.group(1), DecimalText.parse(lines.group(2), "size of the checkpoint"), root.hashAt(0));
    }
}
