/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

/** A command that could not do what it was asked. The message is for the person who typed it. */
final class CommandFailedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int exitCode;

    CommandFailedException(String message) {
        this(message, ExitCode.FAILED);
    }

    CommandFailedException(String message, int exitCode) {
        super(message);
        this.exitCode = exitCode;
    }

    /** Refuses what was typed if it makes no sense. */
    static void expect(boolean sense, String otherwise) {
        if (!sense) {
            throw new CommandFailedException(otherwise, ExitCode.USAGE);
        }
    }

    int exitCode() {
        return exitCode;
    }
}
