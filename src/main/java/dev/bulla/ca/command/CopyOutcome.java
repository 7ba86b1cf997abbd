/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import dev.bulla.ctlog.CheckFailedException;
import dev.bulla.ctlog.CopyRefusedException;
import java.io.IOException;

/** How copying a log ends for the shell: what was found wrong is one thing, and what could not be read another. */
final class CopyOutcome {
    private CopyOutcome() {}

    /** Something that copies. */
    @FunctionalInterface
    interface Copying<T> {
        T run() throws CheckFailedException, CopyRefusedException, IOException, InterruptedException;
    }

    static <T> T of(Copying<T> copying) throws InterruptedException {
        try {
            return copying.run();
        } catch (CopyRefusedException e) {
            throw new CommandFailedException(text(e));
        } catch (CheckFailedException | IllegalArgumentException e) {
            throw new CommandFailedException(String.valueOf(e.getMessage()), ExitCode.USAGE);
        } catch (IOException e) {
            throw new CommandFailedException("it cannot be read or written: " + e, ExitCode.USAGE);
        }
    }

    private static String text(CopyRefusedException refused) {
        var text = new StringBuilder(String.valueOf(refused.getMessage()));
        if (!text.toString().startsWith("damaged: ")) {
            refused.damaged()
                    .forEach(file ->
                            text.append(System.lineSeparator()).append("  ").append(file));
        }
        return text.toString();
    }
}
