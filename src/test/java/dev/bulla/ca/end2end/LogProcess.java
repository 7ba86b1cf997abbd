/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.end2end;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code bulla log serve} as a process of its own. */
final class LogProcess implements AutoCloseable {
    private static final Pattern PORT = Pattern.compile("serving HTTP on port (\\d+)");

    private final Process process;
    private final List<String> said = new CopyOnWriteArrayList<>();

    private LogProcess(Process process) {
        this.process = process;
        var output = process.inputReader(StandardCharsets.UTF_8);
        Thread.ofVirtual().start(() -> output.lines().forEach(said::add));
    }

    /** Makes a log with the command for that, and waits until it is made. */
    static void create(List<String> flags) throws IOException, InterruptedException {
        var made = start("create", flags);
        var output = new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (made.waitFor() != 0) {
            throw new IOException(output);
        }
    }

    /** On ports that are free. */
    static LogProcess serve(List<String> flags) throws IOException {
        var all =
                new ArrayList<>(List.of("--host=127.0.0.1", "--admin-host=127.0.0.1", "--port=0", "--metrics-port=0"));
        all.addAll(flags);
        return new LogProcess(start("serve", all));
    }

    private static Process start(String what, List<String> flags) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.bulla.ca.Main",
                "log",
                what));
        command.addAll(flags);
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    /** Whether it has said this. */
    boolean says(String text) {
        return said.stream().anyMatch(line -> line.contains(text));
    }

    boolean serves() {
        return port().isPresent();
    }

    /** Waits until it serves. */
    LogProcess awaitServing() {
        Requests.until(() -> {
            if (!process.isAlive()) {
                throw new AssertionError("the log did not start: " + said);
            }
            return serves();
        });
        return this;
    }

    private Optional<Integer> port() {
        return said.stream()
                .map(PORT::matcher)
                .filter(line -> line.find())
                .map(line -> Integer.parseInt(line.group(1)))
                .findFirst();
    }

    /** What it promises for this body, if it does. Fails when nobody is there to answer. */
    Optional<JsonNode> submit(HttpClient client, String body) throws IOException, InterruptedException {
        var url = URI.create("http://127.0.0.1:" + port().orElseThrow() + "/log/ct/v1/add-chain");
        var request =
                HttpRequest.newBuilder(url).POST(BodyPublishers.ofString(body)).build();
        HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
        return answer.statusCode() == 200 ? Optional.of(JsonMapper.shared().readTree(answer.body())) : Optional.empty();
    }

    /** Without a chance to end well. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** In good order. */
    void stop() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
