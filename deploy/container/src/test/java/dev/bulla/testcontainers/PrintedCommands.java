/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.testcontainers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The commands that a README prints, block by block. */
record PrintedCommands(List<String> blocks) {
    private static final String INDENT = "    ";

    static PrintedCommands of(Path readme) throws IOException {
        var blocks = new ArrayList<String>();
        var block = new ArrayList<String>();
        for (var line : Files.readAllLines(readme)) {
            if (line.startsWith(INDENT)) {
                block.add(line.substring(INDENT.length()));
            } else if (!block.isEmpty()) {
                blocks.add(String.join("\n", block));
                block.clear();
            }
        }
        return new PrintedCommands(List.copyOf(blocks));
    }

    /** The one block in which these words stand. */
    String with(String words) {
        var found = blocks.stream().filter(block -> block.contains(words)).toList();
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " blocks of commands have " + words + ": " + blocks);
        }
        return found.getFirst();
    }
}
