/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A password for new keys, from a file or from a variable. Never from the command line, which everybody on the machine can read.
 *
 * @param option   that names the file
 * @param variable of the environment
 */
record GivenPassword(String option, String variable) {
    private static final int LONGEST = 1024;

    /** From the file, or from the variable where there is none. */
    String from(@Nullable Path file) throws IOException {
        var password = file == null ? System.getenv(variable) : read(file);
        if (password == null || password.isEmpty()) {
            throw new CommandFailedException(
                    "give a password with " + option + " or in " + variable + ", and not an empty one", ExitCode.USAGE);
        }
        return password;
    }

    /** What stands in a file, without white space around it. */
    static String read(Path file) throws IOException {
        try (var stream = Files.newInputStream(file)) {
            var content = stream.readNBytes(LONGEST + 1);
            if (content.length > LONGEST) {
                throw new CommandFailedException(
                        file + " holds more than " + LONGEST + " bytes: is it the password?", ExitCode.USAGE);
            }
            return new String(content, StandardCharsets.UTF_8).strip();
        } catch (NoSuchFileException e) {
            throw new CommandFailedException(
                    "there is no file " + file + ": write the password into one, and keep it", ExitCode.USAGE);
        }
    }
}
