/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.end2end;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ca.testing.TestServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The server as a process of its own: how it starts, refuses to start, and stops. */
@Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ProcessTest {
    @TempDir
    private Path folder;

    @Test
    void stopsInGoodOrderWhenItIsAskedToAndSaysSo() throws Exception {
        var issuers = Files.writeString(folder.resolve("issuers.yaml"), "oidc-issuers: {}\n");
        var process = serveOnLoopback(issuers);
        try (var output = process.inputReader(StandardCharsets.UTF_8)) {
            var lines = new ArrayList<String>();
            for (var line = output.readLine(); line != null; line = output.readLine()) {
                lines.add(line);
                if (line.contains("serving HTTP on port")) {
                    // The handle asks the process to end and leaves its output open.
                    process.toHandle().destroy();
                }
            }

            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
            assertThat(lines)
                    .anyMatch(line -> line.contains("stopping: requests in flight may finish"))
                    .last()
                    .asString()
                    .endsWith("stopped");
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void readsItsIssuersAgainWhenItIsHungUpOn() throws Exception {
        var issuers = Files.writeString(folder.resolve("issuers.yaml"), "oidc-issuers: {}\n");
        var settings = Files.writeString(folder.resolve("serve.yaml"), "requests-in-flight: 100\n");
        var process = serveOnLoopback(issuers, "--config=" + settings);
        try (var output = process.inputReader(StandardCharsets.UTF_8)) {
            ServerProcess.awaitLine(output, "serving HTTP on port");
            Files.writeString(settings, "requests-in-flight: 200\n");
            Files.writeString(
                    issuers,
                    "oidc-issuers: {'https://a.example.com': {issuer-url: 'https://a.example.com', type: email}}");

            new ProcessBuilder("kill", "-HUP", String.valueOf(process.pid()))
                    .start()
                    .waitFor();

            assertThat(ServerProcess.awaitLine(output, "requests-in-flight"))
                    .endsWith(
                            "requests-in-flight is \"200\" now, which counts from the next start on; \"100\" is in use");
            assertThat(ServerProcess.awaitLine(output, "asked to read")).contains(issuers.toString());
            assertThat(ServerProcess.awaitLine(output, "the issuers changed")).contains("new: https://a.example.com");
            assertThat(process.isAlive()).isTrue();
        } finally {
            process.destroyForcibly();
        }
    }

    /** Ready for requests on ports that are free. */
    private Process serveOnLoopback(Path issuers, String... more) throws IOException {
        var flags = new ArrayList<>(List.of(more));
        flags.addAll(List.of("--ct-log-url=", "--insecure-no-ct-log"));
        flags.addAll(ServerProcess.onLoopback(issuers, folder.resolve("data")));
        return serve(flags.toArray(String[]::new));
    }

    @Test
    void exitsWith78WhenTheRootsOfTheEnvironmentAreNone() throws Exception {
        var roots = Files.writeString(folder.resolve("roots.pem"), "no certificate");
        var issuers = Files.writeString(folder.resolve("issuers.yaml"), "oidc-issuers: {}\n");
        var command = command(
                "--ca=ephemeralca",
                "--config-path=" + issuers,
                "--ct-log-url=",
                "--insecure-no-ct-log",
                "--data=" + folder.resolve("data"));
        command.environment().put("SSL_CERT_FILE", roots.toString());
        var process = command.start();
        try {
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(78);
            assertThat(said).contains("SSL_CERT_FILE: ", roots.toString()).doesNotContain("\tat ");
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void exitsWith78AndEveryMistakeWhenItDoesNotUnderstandItsConfiguration() throws Exception {
        var issuers = Files.writeString(
                folder.resolve("issuers.yaml"),
                "oidc-issuers:\n  https://a.example.com:\n    issuer-url: https://a.example.com\n    tpye: email\n");
        var process = serve("--ca=kmsca", "--insecure-no-ct-log", "--config-path=" + issuers);
        try {
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(78);
            assertThat(said)
                    .contains(
                            "--ca=kmsca is not supported",
                            "--insecure-no-ct-log: must be said twice",
                            "issuers.yaml:4: \"tpye\"");
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void exitsWith78WhenAnotherProcessWritesToTheLog() throws Exception {
        var issuers = Files.writeString(folder.resolve("issuers.yaml"), "oidc-issuers: {}\n");
        try (var _ = TestServer.start(folder, issuers, InstantSource.system(), Map.of())) {
            var process = serve(
                    "--ca=ephemeralca", "--config-path=" + issuers, "--data=" + folder.resolve("data"), "--port=0");
            try {
                var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

                assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
                assertThat(process.exitValue()).isEqualTo(78);
                assertThat(said)
                        .contains("in use by process " + ProcessHandle.current().pid(), "stop that one first")
                        .doesNotContain("\tat ");
            } finally {
                process.destroyForcibly();
            }
        }
    }

    private static Process serve(String... flags) throws IOException {
        return command(flags).start();
    }

    /** Whoever runs the tests under nohup makes every child deaf for SIGHUP, and Java leaves it at that. */
    private static List<String> hearingHangUps() {
        try (var status = Files.lines(Path.of("/proc/self/status"))) {
            var ignored = status.filter(line -> line.startsWith("SigIgn:"))
                    .anyMatch(line -> Long.parseUnsignedLong(line.substring(7).strip(), 16) % 2 == 1);
            return ignored ? List.of("env", "--default-signal=HUP") : List.of();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static ProcessBuilder command(String... flags) {
        var command = new ArrayList<String>(hearingHangUps());
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.bulla.ca.Main",
                "serve"));
        command.addAll(List.of(flags));
        return new ProcessBuilder(command).redirectErrorStream(true);
    }
}
