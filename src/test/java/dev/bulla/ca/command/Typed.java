/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import java.io.PrintWriter;
import java.io.StringWriter;

/** What a person typed and what came back. */
record Typed(int exitCode, String out, String err) {

    static Typed bulla(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        var line = BullaCommand.commandLine(arguments);
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));
        line.getSubcommands().values().forEach(command -> {
            command.setOut(new PrintWriter(out));
            command.setErr(new PrintWriter(err));
        });
        return new Typed(line.execute(arguments), out.toString(), err.toString());
    }
}
