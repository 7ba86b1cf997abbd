/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.bulla.ca.testing.DeadPort;
import dev.bulla.ca.testing.TestIssuer;
import dev.bulla.ca.testing.TestServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HealthcheckCommandTest {

    @Test
    void saysNothingOfAServerThatLivesAndIsReady(@TempDir Path folder) throws Exception {
        try (var issuer = TestIssuer.started();
                var server = TestServer.start(folder, trust(folder, issuer), InstantSource.system(), Map.of())) {
            assertThat(CommandRun.of("healthcheck", "--admin=" + server.admin("")))
                    .isEqualTo(new CommandRun(0, "", ""));
            assertThat(CommandRun.of("healthcheck", "--ready", "--admin=" + server.admin("/")))
                    .isEqualTo(new CommandRun(0, "", ""));
        }
    }

    @Test
    void tellsAServerThatLivesFromOneThatIsReady() throws Exception {
        var stopping = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        stopping.createContext("/livez", exchange -> exchange.sendResponseHeaders(200, -1));
        stopping.createContext("/readyz", exchange -> exchange.sendResponseHeaders(503, -1));
        stopping.start();
        var admin = "http://127.0.0.1:" + stopping.getAddress().getPort();
        try {
            assertThat(CommandRun.of("healthcheck", "--admin", admin).exit()).isZero();

            var run = CommandRun.of("healthcheck", "--ready", "--admin", admin);

            assertThat(run.exit()).isEqualTo(1);
            assertThat(run.err()).isEqualToIgnoringNewLines(admin + "/readyz answers 503");
        } finally {
            stopping.stop(0);
        }
    }

    @Test
    void aPortOnWhichNobodyListensIsNoHealth() throws Exception {
        try (var dead = DeadPort.taken()) {
            var run = CommandRun.of("healthcheck", "--admin", "http://127.0.0.1:" + dead.number());

            assertThat(run.exit()).isEqualTo(1);
            assertThat(run.err()).startsWith("nobody answers at http://127.0.0.1:" + dead.number() + "/livez: ");
        }
    }

    @Test
    void doesNotWaitForAServerThatIsSilent() throws Exception {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var run = CommandRun.of("healthcheck", "--admin", "http://127.0.0.1:" + silent.getLocalPort());

            assertThat(run.exit()).isEqualTo(1);
            assertThat(run.err()).contains("timed out");
        }
    }

    private static Path trust(Path folder, TestIssuer issuer) throws Exception {
        return Files.writeString(
                folder.resolve("issuers.yaml"),
                "oidc-issuers:\n  %s:\n    issuer-url: %s\n    client-id: sigstore\n    type: email\n"
                        .formatted(issuer.url(), issuer.url()));
    }
}
