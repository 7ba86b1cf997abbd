/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.end2end;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.data.DataFolder;
import dev.bulla.ca.data.ServedAddresses;
import dev.bulla.ca.signing.CaFolder;
import dev.bulla.ca.signing.CaKeyType;
import dev.bulla.ca.testing.TestIssuer;
import dev.bulla.ca.testing.TestKey;
import dev.bulla.ca.testing.TestKeys;
import dev.bulla.ca.testing.TestServer;
import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.NoteKey;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.security.Signature;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Where the settings put the log, and what they let it sign. */
@Timeout(120)
class OwnLogPlacesTest {
    private static final InstantSource CLOCK = InstantSource.system();
    private static final TestKey KEY = TestKeys.p256();
    private static final String PASSWORD = "correct horse";

    @TempDir
    private Path folder;

    private final TestIssuer issuer = TestIssuer.started();

    @AfterEach
    void stop() {
        issuer.close();
    }

    @Test
    void aPrivateLogIsReadOnTheAdminPortOnly() throws IOException {
        try (var server = start(Map.of("log-private", "true"))) {
            assertThat(status(server, "/log/checkpoint")).isEqualTo(404);
            assertThat(Requests.get(server, server.admin("/readyz"))).isEqualTo("ready\n");
            assertProvablyLogged(server, server.admin("/log").toString());
            assertThat(published()).isEqualTo(server.admin("/log").toString());
        }
    }

    @Test
    void aLogWithAPortOfItsOwnIsReadThere() throws IOException {
        try (var server = start(Map.of("log-port", "0"))) {
            assertThat(status(server, "/log/checkpoint")).isEqualTo(404);
            assertProvablyLogged(server, published());
            try (var visitor = new LogVisitor(published())) {
                var elsewhere = visitor.send(
                        HttpRequest.newBuilder(URI.create(published()).resolve("/api/v2/configuration")));
                assertThat(elsewhere.statusCode()).isEqualTo(404);
                assertThat(new String(elsewhere.body(), StandardCharsets.UTF_8)).isEqualTo("the log is under /log\n");
            }
        }
    }

    @Test
    void theLogCanBeUnderAnotherPath() throws IOException {
        try (var server = start(Map.of("log-prefix", "/transparency/2026"))) {
            assertThat(status(server, "/log/checkpoint")).isEqualTo(404);
            assertThat(status(server, "/transparency/2026x/checkpoint")).isEqualTo(404);
            assertProvablyLogged(server, server.http("/transparency/2026").toString());
            assertThat(published()).isEqualTo(server.http("/transparency/2026").toString());
        }
    }

    @Test
    void withoutTheLeafIndexTimestampsHaveNoExtension() throws IOException {
        try (var server = start(Map.of("log-leaf-index", "false"));
                var visitor = new LogVisitor(server.http("/log").toString())) {
            var promised = visitor.promise(issued(server));

            assertThat(promised.timestamp().extensions().encoded()).isEmpty();
            assertThat(visitor.proveInclusion(promised.leaf(), visitor.head())).isZero();
        }
    }

    @Test
    void noteKeysSignTheCheckpointAsWell() throws Exception {
        var first = TestKeys.ed25519();
        var second = TestKeys.ed25519();
        var files = write("first.pem", first) + "," + write("second.pem", second);
        try (var server = start(Map.of("log-note-keys", files, "log-origin", "ca.example.com/log"));
                var visitor = new LogVisitor(server.http("/log").toString())) {
            issued(server);

            var note = visitor.note();

            assertThat(note.signatures()).hasSize(3);
            for (var key : List.of(first, second)) {
                var noteKey = NoteKey.ed25519(
                        "ca.example.com/log", Bytes.copyOf(key.publicKey().getEncoded()));
                var verifier = Signature.getInstance("Ed25519");
                verifier.initVerify(key.publicKey());
                verifier.update(note.text().getBytes(StandardCharsets.UTF_8));
                assertThat(verifier.verify(
                                noteKey.in(note).getFirst().signature().toArray()))
                        .isTrue();
            }
        }
    }

    @Test
    void theLogTakesTheCertificatesOfANewAuthorityUnderTheSameServer() throws IOException {
        var served = ca("served", CaKeyType.P256);
        var young = ca("young", CaKeyType.P384);
        var flags = Map.of(
                "ca",
                "fileca",
                "fileca-cert",
                served.chain().toString(),
                "fileca-key",
                served.key().toString(),
                "fileca-key-passwd",
                PASSWORD);
        try (var server = start(flags);
                var visitor = new LogVisitor(server.http("/log").toString())) {
            var before = visitor.promise(issued(server));

            replace(young.key(), served.key());
            replace(young.chain(), served.chain());
            Requests.until(() -> authorOf(issued(server)).contains("young.example.com"));

            var after = visitor.promise(issued(server));
            assertThat(visitor.proveInclusion(before.leaf(), visitor.head())).isZero();
            assertThat(visitor.proveInclusion(after.leaf(), visitor.head())).isPositive();
            assertThat(visitor.json("/ct/v1/get-roots").path("certificates")).hasSize(2);
        }
    }

    private void assertProvablyLogged(TestServer server, String url) {
        try (var visitor = new LogVisitor(url)) {
            var promised = visitor.promise(issued(server));
            assertThat(visitor.proveInclusion(promised.leaf(), visitor.head())).isZero();
            assertThat(visitor.checkpoint().size()).isEqualTo(1);
        }
    }

    private List<String> issued(TestServer server) {
        var answer = server.send(
                Requests.signing(server, issuer.token(), KEY, "ada@example.com").build());
        assertThat(answer.statusCode()).isEqualTo(200);
        return Requests.chain(answer);
    }

    private static String authorOf(List<String> chain) {
        return AnswerFields.parse(chain.getFirst()).getIssuerX500Principal().getName();
    }

    private static int status(TestServer server, String path) {
        return server.send(HttpRequest.newBuilder(server.http(path)).build()).statusCode();
    }

    private String published() throws IOException {
        return ServedAddresses.read(new DataFolder(folder.resolve("data")))
                .flatMap(served -> served.local().log())
                .orElseThrow();
    }

    private CaFolder ca(String name, CaKeyType type) throws IOException {
        var ca = new CaFolder(folder.resolve(name));
        ca.make(new CaFolder.Plan(type, name + ".example.com", PASSWORD), Crypto.fastest(), CLOCK, new SecureRandom());
        return ca;
    }

    private static void replace(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private Path write(String name, TestKey key) throws IOException {
        return Files.writeString(
                folder.resolve(name),
                TestKey.pem("PRIVATE KEY", key.privateKey().getEncoded()));
    }

    private TestServer start(Map<String, String> flags) throws IOException {
        return TestServer.start(folder, Requests.trust(folder, issuer), CLOCK, flags);
    }
}
