/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ca.RunningServer;
import dev.bulla.ca.Wiring;
import dev.bulla.ca.command.CommandRun;
import dev.bulla.ca.config.Problems;
import dev.bulla.ca.config.SettingsReader;
import dev.bulla.ca.testing.BesideOthers;
import dev.bulla.ca.testing.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** A server in the file system of a pod that the chart made, with its settings, its secret and empty volumes. */
@TestInstance(Lifecycle.PER_CLASS)
class MountedServerTest {
    private static final Map<String, String> PORTS = Map.of(
            "host",
            "127.0.0.1",
            "grpc-host",
            "127.0.0.1",
            "admin-host",
            "127.0.0.1",
            "port",
            "0",
            "grpc-port",
            "0",
            "metrics-port",
            "0");

    private final Rendered rendered = Rendered.of("embedded");
    private final HttpClient client = HttpClient.newHttpClient();

    private Mounted mounted;
    private RunningServer server;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        var secrets = Map.of("bulla-ca", authority(folder));
        mounted = Mounted.of(folder.resolve("root"), rendered, secrets);
        var problems = new Problems();
        var file =
                mounted.here(rendered.container().at("args").items().getLast().text());
        var settings = SettingsReader.read(PORTS, mounted.environment(secrets), Optional.of(file), problems);
        assertThat(problems.errors()).isEmpty();
        server = Wiring.start(settings, problems, InstantSource.system());
    }

    /** The secret as the README has it made. */
    private static Map<String, String> authority(Path folder) throws IOException {
        var ca = folder.resolve("ca");
        var password = Files.writeString(folder.resolve("password"), "correct horse battery staple");
        assertThat(CommandRun.of("ca", "init", ca.toString(), "--password-file", password.toString())
                        .exit())
                .isZero();
        return Map.of(
                "cert", Files.readString(ca.resolve("chain.pem")),
                "private", Files.readString(ca.resolve("intermediate-key.pem")),
                "password", Files.readString(password));
    }

    @AfterAll
    void stop() {
        server.close();
        client.close();
    }

    @Test
    void answersTheKubelet() {
        var ports =
                Map.of("admin", server.ports().admin(), "http", server.ports().http());
        var probes = rendered.container();

        assertThat(List.of("startupProbe", "livenessProbe", "readinessProbe"))
                .map(probe -> probes.at(probe, "httpGet"))
                .allSatisfy(asked -> assertThat(get(
                                        ports.get(asked.at("port").text()),
                                        asked.at("path").text())
                                .statusCode())
                        .isEqualTo(200));
    }

    @Test
    void beginsItsLogAndRemembersItOnTheOtherVolume() {
        assertThat(mounted.here("/var/lib/bulla/data/log")).isDirectoryContaining(Files::isDirectory);
        assertThat(mounted.here("/var/lib/bulla-anchor/anchor")).isDirectory().isNotEmptyDirectory();
    }

    @BesideOthers
    @Test
    void takesOverIssuersOfAChangedConfigMap() throws IOException {
        var issuers = new MountedFolder(mounted.here("/etc/bulla/issuers"));
        var more = """
            oidc-issuers:
              https://added.example.com:
                {issuer-url: https://added.example.com, client-id: sigstore, type: email}
            """;

        issuers.update(Map.of("config.yaml", more));

        Eventually.holds(() -> body("/api/v2/configuration").contains("https://added.example.com"));
    }

    private String body(String path) {
        return get(server.ports().http(), path).body();
    }

    private HttpResponse<String> get(int port, String path) {
        try {
            var uri = URI.create("http://127.0.0.1:" + port + path);
            return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
