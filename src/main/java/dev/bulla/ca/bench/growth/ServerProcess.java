/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bench.growth;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * A server in a process of its own, with the Java, the classes and the flags of this one. What it writes goes into a file,
 * so that reading it costs the generator nothing. It ends with this process, however that ends.
 */
final class ServerProcess implements AutoCloseable {
    private static final Pattern PORT = Pattern.compile("serving HTTP on port (\\d+)");
    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
    private static final int SECONDS_TO_STOP = 20;
    private static final int MOST_TOLD = 2_000;

    private final Process process;
    private final Path output;
    private final Thread end;

    private ServerProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
        this.end = new Thread(process::destroyForcibly, "end-of-server");
        Runtime.getRuntime().addShutdownHook(end);
    }

    /**
     * Returns when it serves.
     *
     * @param before what runs Java, if anything does
     * @param output new file for what it says
     */
    static ServerProcess start(List<String> before, List<String> flags, Path output)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(before);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(ServerProcess::isForEveryProcess)
                .toList());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.bulla.ca.Main", "serve"));
        command.addAll(flags);
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        var server = new ServerProcess(process, output);
        try {
            server.port(START);
            return server;
        } catch (IOException | InterruptedException e) {
            server.close();
            throw e;
        }
    }

    /** An agent or a debugger of this process is none of a server's. */
    private static boolean isForEveryProcess(String flag) {
        return flag.startsWith("-X") || flag.startsWith("--enable-native-access");
    }

    int port() throws IOException, InterruptedException {
        return port(Duration.ZERO);
    }

    private int port(Duration patience) throws IOException, InterruptedException {
        var until = System.nanoTime() + patience.toNanos();
        while (true) {
            var ended = !process.isAlive();
            var said = said();
            var found = PORT.matcher(said);
            if (found.find()) {
                return Integer.parseInt(found.group(1));
            }
            if (ended || System.nanoTime() > until) {
                throw new IOException("the server does not start: "
                        + said.substring(Math.max(0, said.length() - MOST_TOLD)).strip());
            }
            Thread.sleep(BETWEEN_LOOKS);
        }
    }

    /** The beginning of it, where the port stands. */
    private String said() throws IOException {
        try (var in = Files.newInputStream(output)) {
            return new String(in.readNBytes(1 << 20), StandardCharsets.UTF_8);
        }
    }

    long number() {
        return process.pid();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(SECONDS_TO_STOP, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        forget();
    }

    private void forget() {
        try {
            Runtime.getRuntime().removeShutdownHook(end);
        } catch (IllegalStateException e) {
            // This process ends, and the hook does its work.
        }
    }
}
