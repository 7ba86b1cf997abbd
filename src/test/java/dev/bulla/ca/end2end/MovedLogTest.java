/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.end2end;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.testing.TestIssuer;
import dev.bulla.ca.testing.TestKeys;
import dev.bulla.ca.testing.TestLogServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A log whose container starts again has no name meanwhile, and another address afterwards. */
@Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MovedLogTest {
    private static final Pattern PORT = Pattern.compile("HTTP on port (\\d+)");
    private static final String NOBODY_IS_THERE = "127.0.0.2 log.test\n";
    private static final String UNKNOWN = "127.0.0.2 elsewhere.test\n";

    private final TestIssuer issuer = TestIssuer.started();
    private final TestLogServer log = TestLogServer.start(InstantSource.system(), Crypto.fastest());
    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        client.close();
        log.close();
        issuer.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {NOBODY_IS_THERE, UNKNOWN})
    void aRequestOutlivesTheMove(String before) throws Exception {
        var names = Files.writeString(folder.resolve("hosts"), before);
        var server = serve(names);
        try (var output = server.inputReader(StandardCharsets.UTF_8)) {
            var answer = request(port(output));
            ServerProcess.awaitLine(output, "failed, backing-off");

            Files.writeString(names, "127.0.0.1 log.test\n");

            assertThat(answer.get().statusCode()).as(answer.get().body()).isEqualTo(200);
            assertThat(log.submissions()).hasSize(1);
        } finally {
            server.destroyForcibly();
        }
    }

    private CompletableFuture<HttpResponse<String>> request(int port) {
        var address = URI.create("http://127.0.0.1:" + port + Requests.SIGNING);
        var request = Requests.signing(address, issuer.token(), TestKeys.p256(), "ada@example.com");
        return client.sendAsync(request.build(), BodyHandlers.ofString());
    }

    /** @param names what knows all hosts that it looks up */
    private Process serve(Path names) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Djdk.net.hosts.file=" + names,
                "-cp",
                System.getProperty("java.class.path"),
                "dev.bulla.ca.Main",
                "serve",
                "--ct-log-url=http://log.test:" + log.port() + "/test",
                "--ct-log-public-key-path=" + Files.writeString(folder.resolve("log.pem"), keyOfTheLog())));
        command.addAll(ServerProcess.onLoopback(Requests.trust(folder, issuer), folder.resolve("data")));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private String keyOfTheLog() {
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(log.key().encoded())
                + "\n-----END PUBLIC KEY-----\n";
    }

    private static int port(BufferedReader output) throws IOException {
        var port = PORT.matcher(ServerProcess.awaitLine(output, "serving HTTP"));
        assertThat(port.find()).isTrue();
        return Integer.parseInt(port.group(1));
    }
}
