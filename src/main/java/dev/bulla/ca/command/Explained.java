/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import dev.bulla.ca.config.InvalidSettingsException;
import dev.bulla.ca.signing.UnusableKeyException;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Tells a person what went wrong in a sentence. A stack trace appears only for what we did not foresee. */
final class Explained implements IExecutionExceptionHandler {

    @Override
    public int handleExecutionException(Exception thrown, CommandLine line, ParseResult parsed) throws Exception {
        return switch (thrown) {
            case InvalidSettingsException invalid -> told(line, invalid.getMessage(), ExitCode.CONFIGURATION);
            case CommandFailedException failed -> told(line, failed.getMessage(), failed.exitCode());
            case UnusableKeyException key -> told(line, key.getMessage(), ExitCode.CONFIGURATION);
            case UncheckedIOException io -> told(line, withReason(io), ExitCode.FAILED);
            case IOException io -> told(line, io.getClass().getSimpleName() + ": " + io.getMessage(), ExitCode.FAILED);
            default -> throw thrown;
        };
    }

    private static String withReason(UncheckedIOException thrown) {
        return thrown.getMessage() + ": " + deepest(thrown).getMessage();
    }

    /** What lies between says again what cannot be done, and not why. */
    private static Throwable deepest(Throwable thrown) {
        var cause = thrown.getCause();
        return cause == null ? thrown : deepest(cause);
    }

    private static int told(CommandLine line, @Nullable String message, int exitCode) {
        line.getErr().println(message);
        return exitCode;
    }
}
