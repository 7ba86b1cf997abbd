/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Another process of this machine, as Linux accounts for it. */
public final class LocalProcess {
    /** What the kernel counts in towards programs, on every platform: hundredths of a second. */
    private static final Duration TICK = Duration.ofMillis(10);

    /** Where the times in user and kernel mode stand behind the name, which may hold anything. */
    private static final int USER_TIME = 11;

    private static final String ALLOWED = "Cpus_allowed_list:";
    private static final int KIBIBYTE = 1024;

    private final Path folder;

    private LocalProcess(Path folder) {
        this.folder = folder;
    }

    /** Throws {@link IllegalArgumentException} if there is none with this number that can be looked at. */
    public static LocalProcess numbered(long number) {
        var folder = Path.of("/proc", Long.toString(number));
        if (!Files.isReadable(folder.resolve("stat"))) {
            throw new IllegalArgumentException("there is no process " + number + " in /proc");
        }
        return new LocalProcess(folder);
    }

    /** This very process, where there is a {@code /proc}. */
    public static Optional<LocalProcess> own() {
        var own = Path.of("/proc", "self");
        return Files.isReadable(own.resolve("status")) ? Optional.of(new LocalProcess(own)) : Optional.empty();
    }

    /** The time that all its threads took on processors. */
    Duration processorTime() throws IOException {
        var text = Files.readString(folder.resolve("stat"), US_ASCII);
        var fields = text.substring(text.lastIndexOf(')') + 2).split(" ", -1);
        return TICK.multipliedBy(Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[USER_TIME + 1]));
    }

    /** Bytes of memory that are in use, whatever they hold. */
    long resident() throws IOException {
        return status("VmRSS:");
    }

    /** Bytes of memory that no file stands behind. */
    long anonymous() throws IOException {
        return status("RssAnon:");
    }

    /** The cores that its first thread may run on. */
    public Optional<CoreSet> cores() throws IOException {
        return statusLine(ALLOWED).map(it -> CoreSet.parse(it.substring(ALLOWED.length())));
    }

    private long status(String name) throws IOException {
        return statusLine(name)
                .map(line -> Long.parseLong(line.replaceAll("\\D", "")) * KIBIBYTE)
                .orElse(0L);
    }

    private Optional<String> statusLine(String name) throws IOException {
        return Files.readAllLines(folder.resolve("status"), US_ASCII).stream()
                .filter(line -> line.startsWith(name))
                .findFirst();
    }
}
