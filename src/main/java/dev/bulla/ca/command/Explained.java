/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import dev.bulla.ca.config.InvalidSettingsException;
import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Tells a person what went wrong in a sentence. A stack trace appears only for what we did not foresee. */
final class Explained implements IExecutionExceptionHandler {

    @Override
    public int handleExecutionException(Exception thrown, CommandLine line, ParseResult parsed) throws Exception {
        switch (thrown) {
            case InvalidSettingsException invalid -> {
                line.getErr().println(invalid.getMessage());
                return ExitCode.CONFIGURATION;
            }
            case CommandFailedException failed -> {
                line.getErr().println(failed.getMessage());
                return failed.exitCode();
            }
            case IOException io -> {
                line.getErr().println(io.getClass().getSimpleName() + ": " + io.getMessage());
                return ExitCode.FAILED;
            }
            default -> throw thrown;
        }
    }
}
