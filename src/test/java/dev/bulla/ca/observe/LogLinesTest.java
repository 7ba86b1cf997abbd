/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.observe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Lines for people, whatever a stranger got into a message. */
class LogLinesTest {
    private final Logger root = Logger.getLogger("");
    private final Handler[] before = root.getHandlers();
    private final Level level = root.getLevel();

    @AfterEach
    void restore() {
        Arrays.stream(root.getHandlers()).forEach(root::removeHandler);
        Arrays.stream(before).forEach(root::addHandler);
        root.setLevel(level);
    }

    @Test
    void aMessageIsOneLineAndCannotSteerATerminal() {
        var said = new ByteArrayOutputStream();
        LogLines.installTo(new PrintStream(said, true, UTF_8));

        Logger.getLogger(LogLinesTest.class.getName())
                .info("a\r\nforged line\u001b[2J\u009b2J\u0085\u2028\u2029\u202e\u0000\u007f end: \u00e9");

        assertThat(said.toString(UTF_8))
                .endsWith(
                        " info a\\r\\nforged line\\u001b[2J\\u009b2J\\u0085\\u2028\\u2029\\u202e\\u0000\\u007f end: \u00e9\n")
                .containsOnlyOnce("\n");
    }
}
