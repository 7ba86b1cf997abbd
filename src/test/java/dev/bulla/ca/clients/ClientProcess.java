/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.clients;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.databind.json.JsonMapper;

/** A client in a process of its own: it is asked for one thing after another, a line each, and says what came of each. */
final class ClientProcess implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 60;

    private final Process process;
    private final Writer asks;
    private final BufferedReader answers;
    private final Path said;

    private ClientProcess(Process process, Path said) {
        this.process = process;
        this.asks = process.outputWriter();
        this.answers = process.inputReader();
        this.said = said;
    }

    /** @param folder for what it says beside its answers */
    static ClientProcess start(ProcessBuilder command, Path folder) {
        try {
            var said = Files.createTempFile(folder, "client", ".log");
            return new ClientProcess(command.redirectError(said.toFile()).start(), said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What came of it: {@code done}, or the client's class and code of the error and what it said. */
    String ask(String what, Map<String, ?> with) {
        try {
            asks.write(JsonMapper.shared().writeValueAsString(Map.of("do", what, "with", with)) + "\n");
            asks.flush();
            var line = CompletableFuture.supplyAsync(this::line).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return JsonMapper.shared().readTree(line).asString();
        } catch (IOException | ExecutionException | TimeoutException e) {
            process.destroyForcibly();
            throw new IllegalStateException("no answer of the client to " + what + ": " + log(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String line() {
        try {
            var line = answers.readLine();
            if (line == null) {
                throw new IllegalStateException("it has ended");
            }
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String log() {
        try {
            return Files.readString(said);
        } catch (IOException e) {
            return "and its log cannot be read: " + e.getMessage();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
