/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.end2end;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.signing.CaKeyType;
import dev.bulla.ca.signing.StoredKey;
import dev.bulla.ca.testing.TestIssuer;
import dev.bulla.ca.testing.TestKeys;
import dev.bulla.ca.testing.TestServer;
import dev.bulla.ca.testing.TestWitness;
import dev.bulla.ctlog.NoteSigner;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two operators who watch over each other's logs, over real HTTP. */
@Timeout(180)
class WitnessedLogTest {
    private static final Crypto CRYPTO = Crypto.fastest();

    @TempDir
    private Path temporary;

    private final TestIssuer issuer = TestIssuer.started();

    /** An operator: a server with its log, and a witness for others. */
    private final class Operator {
        private final String name;
        private final Path folder;
        private final String logKey;
        private final String witnessKey;
        private int witnessPort;

        Operator(String name) throws IOException {
            this.name = name;
            this.folder = Files.createDirectories(temporary.resolve(name));
            var stored = new StoredKey(folder.resolve("note-key.pem"), "");
            var keys = stored.make(CaKeyType.ED25519, CRYPTO, new SecureRandom());
            this.logKey = NoteSigner.of(keys, CRYPTO.complete()).verifierKey(origin());
            this.witnessKey = TestWitness.create(folder.resolve("witness"), name + ".example/witness");
        }

        String origin() {
            return name + ".example/log";
        }

        TestWitness watch(Operator... others) {
            var witness = TestWitness.start(
                    folder.resolve("witness"),
                    witnessPort,
                    List.of(others).stream().map(other -> other.logKey).toList());
            witnessPort = witness.port();
            return witness;
        }

        TestServer serve(Operator witness, Map<String, String> more) throws IOException {
            var policy = Files.writeString(
                    folder.resolve("policy"),
                    "witness w %s http://127.0.0.1:%d\nquorum w\n".formatted(witness.witnessKey, witness.witnessPort));
            var flags = new HashMap<>(Map.of(
                    "log-origin", origin(),
                    "log-note-keys", folder.resolve("note-key.pem").toString(),
                    "log-witness-policy", policy.toString(),
                    "log-witness-interval", "100ms"));
            flags.putAll(more);
            return TestServer.start(folder, Requests.trust(folder, issuer), InstantSource.system(), flags);
        }
    }

    @AfterEach
    void stop() {
        issuer.close();
    }

    @Test
    void twoOperatorsWitnessEachOther() throws Exception {
        var ada = new Operator("ada");
        var bob = new Operator("bob");
        try (var adasWitness = ada.watch(bob);
                var bobsWitness = bob.watch(ada);
                var adas = ada.serve(bob, Map.of());
                var bobs = bob.serve(ada, Map.of())) {
            issue(adas);
            issue(adas);
            issue(bobs);

            Requests.until(() -> isWitnessed(adas, 2, bob));
            Requests.until(() -> isWitnessed(bobs, 1, ada));
            assertThat(get(adas, "/log/checkpoint.witnessed"))
                    .contains("ada.example/log\n2\n", "— bob.example/witness ");
            assertThat(published(adas, bobsWitness, ada)).contains("ada.example/log\n2\n", "— ada.example/log ");
            assertThat(published(bobs, adasWitness, bob)).contains("bob.example/log\n1\n");
            assertThat(Requests.get(adas, adas.admin("/metrics")))
                    .contains(
                            "bulla_log_witnessed_size 2\n",
                            "bulla_log_witness_answers_total{witness=\"w\",outcome=\"cosigned\"}");
            assertThat(Requests.get(adas, bobsWitness.admin("/metrics")))
                    .contains("bulla_witness_size{log=\"ada.example/log\"} 2\n");
            assertThat(Requests.get(adas, adas.admin("/readyz?verbose"))).contains("2 of them witnessed");
        }
    }

    @Test
    void anOldCopyOfALogIsFoundByTheWitnessAndNothingIsIssued() throws Exception {
        var ada = new Operator("ada");
        var bob = new Operator("bob");
        try (var _ = bob.watch(ada)) {
            try (var server = ada.serve(bob, Map.of())) {
                issue(server);
                Requests.until(() -> isWitnessed(server, 1, bob));
            }
            copy(ada.folder, temporary.resolve("backup"));
            try (var server = ada.serve(bob, Map.of())) {
                issue(server);
                issue(server);
                Requests.until(() -> isWitnessed(server, 3, bob));
            }
            copy(ada.folder, temporary.resolve("newest"));

            // when: the old copy comes back, and with it the anchor that would have told
            restore(temporary.resolve("backup"), ada.folder);

            // then: not even the first request is granted, now and after one more start
            for (var start = 0; start < 2; start++) {
                try (var server = ada.serve(bob, Map.of())) {
                    assertThat(status(server)).isEqualTo(503);
                    assertThat(Requests.get(server, server.admin("/readyz?verbose")))
                            .contains(
                                    "alarm log-contradicted: w: it has signed a tree of ours of 3 entries, and ours has 1")
                            .contains("it shows one of 3 entries that bears the signature of our key")
                            .contains("STOPPED: CONTRADICTED");
                    assertThat(get(server, "/log/ct/v1/get-sth")).contains("\"tree_size\":1");
                }
            }

            // and: the newest one goes on
            restore(temporary.resolve("newest"), ada.folder);
            try (var server = ada.serve(bob, Map.of())) {
                issue(server);
                Requests.until(() -> isWitnessed(server, 4, bob));
                assertThat(Requests.get(server, server.admin("/readyz?verbose")))
                        .doesNotContain("log-contradicted");
            }
        }
    }

    @Test
    void withoutAQuorumAWitnessedLogIssuesAndItsCheckpointStays() throws Exception {
        var ada = new Operator("ada");
        var bob = new Operator("bob");
        bob.watch(ada).close();
        var flags = Map.of("log-publishing", "witnessed", "log-witness-patience", "300ms");
        try (var server = ada.serve(bob, flags)) {
            issue(server);

            Requests.until(
                    () -> Requests.get(server, server.admin("/readyz?verbose")).contains("alarm log-not-witnessed"));
            assertThat(get(server, "/log/checkpoint")).startsWith("not-witnessed: ");
            assertThat(get(server, "/log/ct/v1/get-sth")).contains("\"tree_size\":1");
            issue(server);

            try (var _ = bob.watch(ada)) {
                Requests.until(() -> isWitnessed(server, 2, bob));
                Requests.until(() ->
                        !Requests.get(server, server.admin("/readyz?verbose")).contains("alarm log-not-witnessed"));
            }
            issue(server);
            assertThat(get(server, "/log/checkpoint")).contains("ada.example/log\n2\n", "— bob.example/witness ");
        }
        // What is shown stays so over a restart, and a reader of the files sees the same.
        try (var server = ada.serve(bob, flags)) {
            assertThat(get(server, "/log/checkpoint")).contains("ada.example/log\n2\n", "— bob.example/witness ");
            assertThat(get(server, "/log/ct/v1/get-sth")).contains("\"tree_size\":3");
        }
    }

    @Test
    void aPolicyThatCannotBeFollowedIsRefusedAtStart() throws Exception {
        var ada = new Operator("ada");
        var bad = Files.writeString(ada.folder.resolve("bad"), "witness w nonsense\nquorum v\n");

        assertThatThrownBy(() -> ada.serve(ada, Map.of("log-witness-policy", bad.toString())))
                .hasMessageContaining("line 1: a key for notes is a name, an id and base64")
                .hasMessageContaining("line 2: \"v\" is no witness or group");
        Files.writeString(bad, "witness w " + ada.witnessKey + "\nquorum w\n");
        assertThatThrownBy(() -> ada.serve(ada, Map.of("log-witness-policy", bad.toString())))
                .hasMessageContaining("asks for more witnesses than it has addresses of");
    }

    private static boolean isWitnessed(TestServer server, int size, Operator by) {
        var checkpoint = get(server, "/log/checkpoint");
        return checkpoint.contains("\n" + size + "\n") && checkpoint.contains("— " + by.name + ".example/witness ");
    }

    private String published(TestServer client, TestWitness witness, Operator of) throws Exception {
        var hash = MessageDigest.getInstance("SHA-256").digest(of.origin().getBytes(StandardCharsets.UTF_8));
        return Requests.get(client, witness.url("/" + HexFormat.of().formatHex(hash) + "/checkpoint"));
    }

    private static String get(TestServer server, String path) {
        return new String(
                server.send(HttpRequest.newBuilder(server.http(path)).build()).body(), StandardCharsets.UTF_8);
    }

    private void issue(TestServer server) {
        assertThat(status(server)).isEqualTo(200);
    }

    private int status(TestServer server) {
        var token = issuer.token(claims -> claims.claim("jti", UUID.randomUUID().toString()));
        return server.send(Requests.signing(server, token, TestKeys.p256(), "ada@example.com")
                        .build())
                .statusCode();
    }

    private static void restore(Path from, Path to) throws IOException {
        for (var part : List.of("data", "data.anchor")) {
            try (var files = Files.walk(to.resolve(part))) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
            copy(from.resolve(part), to.resolve(part));
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }
}
