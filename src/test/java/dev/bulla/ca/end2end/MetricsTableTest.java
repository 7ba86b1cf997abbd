/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.end2end;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ca.LogServerWiring;
import dev.bulla.ca.config.Problems;
import dev.bulla.ca.config.SettingsReader;
import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.testing.MetricsTable;
import dev.bulla.ca.testing.MetricsTable.Described;
import dev.bulla.ca.testing.TestIssuer;
import dev.bulla.ca.testing.TestKeys;
import dev.bulla.ca.testing.TestLogServer;
import dev.bulla.ca.testing.TestServer;
import dev.bulla.ca.testing.TestWitness;
import dev.bulla.ca.testing.TlsPki;
import dev.bulla.ca.tuf.KeyHolders;
import dev.bulla.ca.tuf.TufRepository;
import dev.bulla.ca.tuf.TufSigner;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The table of all metrics against running servers: one with each kind of log, and a log alone. */
class MetricsTableTest {
    private static final Pattern TYPE = Pattern.compile("^# TYPE (\\w+) (\\w+)$", Pattern.MULTILINE);
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"(?:[^\"\\\\]|\\\\.)*\"");
    private static final InstantSource CLOCK = InstantSource.system();
    private static final String ADDRESS = "ada@example.com";

    @TempDir
    private Path folder;

    private final TestIssuer issuer = TestIssuer.started();
    private final TestLogServer log = TestLogServer.start(CLOCK, Crypto.fastest());
    private Path trust;

    @BeforeEach
    void trustAnIssuerWithAllThatIsCounted() throws IOException {
        trust = Requests.trust(folder, issuer);
        Files.writeString(
                trust,
                Files.readString(trust)
                        + "    replay-guard: true\n    rules: [{name: all, allow: 'true'}, {name: none, deny: 'false'}]\n");
    }

    @AfterEach
    void stop() {
        log.close();
        issuer.close();
    }

    @Test
    void everyMetricIsInTheTableAndEveryRowIsServed() throws IOException {
        var served = new TreeMap<String, Described>();
        new TlsPki("servers").server().write(folder);
        makeRepository();
        try (var own = TestServer.start(
                folder,
                trust,
                CLOCK,
                Map.of(
                        "access-log", folder.resolve("access.jsonl").toString(),
                        "grpc-tls-certificate", folder.resolve("tls.crt").toString(),
                        "grpc-tls-key", folder.resolve("tls.key").toString(),
                        "otlp-endpoint", "http://127.0.0.1:9",
                        "tsa", "ephemeral",
                        "log-witness-policy", witnessPolicy().toString()))) {
            // It is looked at in the background.
            Requests.until(() -> Requests.get(own, own.admin("/metrics")).contains("bulla_tuf_metadata_end_seconds{"));
            served.putAll(servedBy(own));
        }
        served.putAll(servedByAWitness());
        try (var remote = TestServer.start(folder, trust, log, CLOCK, Map.of())) {
            served.putAll(servedBy(remote));
            Files.writeString(folder.resolve("root.pem"), LogAloneTest.root(remote));
        }
        served.putAll(servedByALogAlone());

        assertThat(served).containsExactlyEntriesOf(MetricsTable.rows());
    }

    @Test
    void noIdentityIsEverALabel() throws IOException {
        try (var server = TestServer.start(folder, trust, CLOCK, Map.of())) {
            servedBy(server);

            assertThat(Requests.get(server, server.admin("/metrics"))).doesNotContain(ADDRESS, "example.com");
        }
    }

    private void makeRepository() throws IOException {
        var offline = TufSigner.of(TestKeys.p256().pair());
        var online = TufSigner.of(TestKeys.p256().pair());
        new TufRepository(folder.resolve("data/tuf"))
                .make(
                        new KeyHolders(List.of(offline.key()), 1, online.key()),
                        new TufRepository.Signers(List.of(offline), online),
                        Map.of(),
                        CLOCK.instant());
    }

    /** One witness, which nobody can reach. */
    private Path witnessPolicy() throws IOException {
        var key = TestWitness.create(folder.resolve("witness"), "witness.example");
        return Files.writeString(folder.resolve("witnesses"), "witness w " + key + " http://127.0.0.1:9\nquorum w\n");
    }

    /** The metrics that only a witness has, after a request that is none. */
    private Map<String, Described> servedByAWitness() throws IOException {
        var log = "log.example/2026+58360900+ASGyevVJSKk+3l7v9bd1bvfPWxl6Vp1dcu5DXZogB9Ni";
        try (var client = TestServer.start(folder, trust, this.log, CLOCK, Map.of());
                var witness = TestWitness.start(folder.resolve("witness"), 0, List.of(log))) {
            client.send(HttpRequest.newBuilder(witness.url("/add-checkpoint"))
                    .POST(HttpRequest.BodyPublishers.ofString("x"))
                    .build());
            return described(Requests.get(client, witness.admin("/metrics")));
        }
    }

    /** After one request that was granted and one that was not. */
    private Map<String, Described> servedBy(TestServer server) {
        assertThat(sign(server, ADDRESS)).isEqualTo(200);
        assertThat(sign(server, "eve@example.com")).isEqualTo(400);
        return described(Requests.get(server, server.admin("/metrics")));
    }

    /** After one submission that was refused. */
    private Map<String, Described> servedByALogAlone() {
        var flags = Map.of(
                "data", folder.resolve("alone").toString(),
                "log-accepted-roots", folder.resolve("root.pem").toString(),
                "host", "127.0.0.1",
                "admin-host", "127.0.0.1",
                "port", "0",
                "metrics-port", "0");
        var problems = new Problems();
        var settings = SettingsReader.readLog(flags, Map.of(), Optional.empty(), problems);
        LogServerWiring.create(settings.log(), CLOCK);
        try (var alone = LogServerWiring.start(settings, problems, CLOCK);
                var door = new LogVisitor("http://127.0.0.1:" + alone.ports().http() + "/log");
                var pages = new LogVisitor("http://127.0.0.1:" + alone.ports().admin())) {
            door.send(door.request("/ct/v1/add-chain").POST(HttpRequest.BodyPublishers.ofString("{}")));
            return described(new String(pages.get("/metrics").body(), StandardCharsets.UTF_8));
        }
    }

    private static Map<String, Described> described(String page) {
        return TYPE.matcher(page)
                .results()
                .collect(Collectors.toMap(
                        type -> type.group(1), type -> new Described(type.group(2), labels(page, type))));
    }

    private int sign(TestServer server, String challenge) {
        // No token is taken twice, and two of the same second are the same.
        var token = issuer.token(claims -> claims.claim("jti", UUID.randomUUID().toString()));
        var request = Requests.signing(server, token, TestKeys.p256(), challenge);
        return server.send(request.build()).statusCode();
    }

    /** Those of the first series. There must be one, or nobody could say which labels it has. */
    private static Set<String> labels(String page, MatchResult type) {
        var suffix = type.group(2).equals("histogram") ? "_count" : "";
        var series = Pattern.compile("^" + type.group(1) + suffix + "(\\{.*})? \\S+$", Pattern.MULTILINE)
                .matcher(page);
        assertThat(series.find()).as("a series of " + type.group(1)).isTrue();
        var labels = series.group(1) == null ? "" : series.group(1);
        return LABEL.matcher(labels).results().map(label -> label.group(1)).collect(Collectors.toSet());
    }
}
