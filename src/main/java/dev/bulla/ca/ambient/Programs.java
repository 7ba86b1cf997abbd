/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.ambient;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The programs of this machine that give out tokens. */
final class Programs {
    private static final int LARGEST = 64 * 1024;
    private static final int PATIENCE_SECONDS = 30;

    private final Map<String, String> environment;

    Programs(Map<String, String> environment) {
        this.environment = environment;
    }

    /** Where a program is, if it is on the path. */
    Optional<Path> find(String name) {
        return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                .splitAsStream(environment.getOrDefault("PATH", ""))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** What a program prints if it ends well. Neither that nor what it complains of goes into a message. */
    String output(String place, Path program, List<String> arguments) throws NoTokenException {
        var command = new ArrayList<String>();
        command.add(program.toString());
        command.addAll(arguments);
        var what = program.getFileName() + " " + String.join(" ", arguments);
        try {
            var builder = new ProcessBuilder(command)
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .redirectError(ProcessBuilder.Redirect.DISCARD);
            builder.environment().clear();
            builder.environment().putAll(environment);
            return output(place, what, builder.start());
        } catch (IOException e) {
            throw new NoTokenException("no token of " + place + ": " + what + " cannot be run", e);
        }
    }

    private static String output(String place, String what, Process process) throws NoTokenException, IOException {
        var killer = Thread.ofVirtual().start(() -> killLater(process));
        try (var out = process.getInputStream()) {
            var text = new String(out.readNBytes(LARGEST), StandardCharsets.US_ASCII);
            if (process.waitFor() == 0) {
                return text;
            }
            throw new NoTokenException("no token of " + place + ": " + what + " ended with " + process.exitValue());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NoTokenException("interrupted while waiting for " + what, e);
        } finally {
            process.destroyForcibly();
            killer.interrupt();
        }
    }

    private static void killLater(Process process) {
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
