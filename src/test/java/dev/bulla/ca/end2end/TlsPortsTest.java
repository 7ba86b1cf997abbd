/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.end2end;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulla.ca.clients.Installed;
import dev.bulla.ca.clients.Ran;
import dev.bulla.ca.data.DataFolder;
import dev.bulla.ca.data.ServedAddresses;
import dev.bulla.ca.signing.UnusableKeyException;
import dev.bulla.ca.testing.SClient;
import dev.bulla.ca.testing.TestServer;
import dev.bulla.ca.testing.TlsPki;
import dev.bulla.ca.testing.TlsPki.Mounted;
import dev.bulla.ca.testing.TlsPki.Party;
import dev.bulla.ca.testing.TlsPki.Wish;
import dev.bulla.ca.testing.TlsSession;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The ports of a whole server behind TLS, as its settings want it. */
@Timeout(180)
class TlsPortsTest {
    private static final TlsPki SERVERS = new TlsPki("servers");
    private static final TlsPki CLIENTS = new TlsPki("clients");
    private static final Party FIRST = SERVERS.server();

    @TempDir
    private Path folder;

    private Path trust;
    private Mounted secret;

    @BeforeEach
    void prepare() throws IOException {
        trust = Files.writeString(folder.resolve("issuers.yaml"), "oidc-issuers: {}\n");
        secret = new Mounted(Files.createDirectory(folder.resolve("secret")), FIRST);
    }

    private TestServer start(Map<String, String> more) {
        var flags = new HashMap<>(Map.of(
                "tls-certificate", secret.chain().toString(),
                "tls-key", secret.key().toString(),
                "admin-tls-certificate", secret.chain().toString(),
                "admin-tls-key", secret.key().toString()));
        flags.putAll(more);
        return TestServer.start(folder, trust, InstantSource.system(), flags);
    }

    private static String get(SSLContext client, int port, String path) throws IOException {
        try (var socket = TlsSession.open(client, port)) {
            var request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String ready(TestServer server) {
        try {
            return get(SERVERS.clientContext(), server.admin("/").getPort(), "/readyz?verbose");
        } catch (IOException e) {
            throw new AssertionError("the admin port does not answer", e);
        }
    }

    private URI logUrl() throws IOException {
        return ServedAddresses.read(new DataFolder(folder.resolve("data")))
                .flatMap(served -> served.local().log())
                .map(URI::create)
                .orElseThrow();
    }

    @Test
    void everyPortAnswersBehindTls() throws IOException {
        try (var server = start(Map.of("log-port", "0"))) {
            var client = SERVERS.clientContext();

            assertThat(get(client, server.http("/").getPort(), "/healthz")).contains("SERVING");
            assertThat(get(client, server.admin("/").getPort(), "/livez")).endsWith("alive\n");
            assertThat(logUrl().getScheme()).isEqualTo("https");
            assertThat(get(client, logUrl().getPort(), "/log/checkpoint")).contains("localhost/log\n0\n");
            assertThat(TlsSession.serial(client, server.grpcPort()))
                    .isEqualTo(FIRST.certificate().getSerialNumber());
            assertThat(ready(server)).contains("TLS of the HTTP port: CN=", "TLS of the gRPC port: CN=");
        }
    }

    @Test
    void aHealthCheckBelievesOnlyTheRootsThatItIsGiven() throws IOException {
        var roots = Files.writeString(folder.resolve("roots.pem"), SERVERS.rootPem());
        var others = Files.writeString(folder.resolve("others.pem"), CLIENTS.rootPem());
        try (var server = start(Map.of())) {
            var admin = URI.create("https://localhost:" + server.admin("/").getPort());

            assertThat(healthcheck(admin, roots)).isEqualTo(new Ran(0, ""));
            var believingOthers = healthcheck(admin, others);
            assertThat(believingOthers.exit()).isEqualTo(1);
            assertThat(believingOthers.said()).contains("nobody answers at " + admin + "/readyz: ");
        }
    }

    private Ran healthcheck(URI admin, Path roots) {
        var command = new ArrayList<>(Installed.bulla());
        command.addAll(List.of("healthcheck", "--ready", "--admin=" + admin));
        return Ran.of(folder, Map.of("SSL_CERT_FILE", roots.toString()), command);
    }

    @Test
    void aNewSecretIsTakenOverEverywhereAndABadOneIsToldAndChangesNothing() throws IOException {
        try (var server = start(Map.of())) {
            var client = SERVERS.clientContext();
            var ports = List.of(
                    server.http("/").getPort(),
                    server.grpcPort(),
                    server.admin("/").getPort());

            // when
            var second = SERVERS.server();
            secret.put(second);
            for (var port : ports) {
                Requests.until(
                        () -> serial(client, port).equals(second.certificate().getSerialNumber()));
            }

            // when
            secret.put(SERVERS.server().chainPem(), SERVERS.server().keyPem());
            Requests.until(() -> ready(server).contains("HTTP port: ecdsa public keys are not equal"));

            // then
            assertThat(ready(server)).contains("alarm tls-files-refused: ");
            for (var port : ports) {
                assertThat(TlsSession.serial(client, port))
                        .isEqualTo(second.certificate().getSerialNumber());
            }

            // when
            secret.put(second);
            Requests.until(() -> !ready(server).contains("alarm"));
        }
    }

    private static BigInteger serial(SSLContext client, int port) {
        try {
            return TlsSession.serial(client, port);
        } catch (IOException e) {
            throw new AssertionError("no handshake", e);
        }
    }

    @Test
    void aCertificateThatEndsSoonOrHasEndedIsAnAlarmAndNoReasonNotToServe() throws IOException {
        var now = Instant.now();
        secret.put(SERVERS.issue(Wish.usual().between(now.minus(Duration.ofDays(80)), now.plus(Duration.ofDays(8)))));
        try (var server = start(Map.of())) {
            Requests.until(
                    () -> ready(server).contains("alarm tls-certificate-ends: HTTP port: the certificate ends at "));
            secret.put(FIRST);
            Requests.until(() -> !ready(server).contains("alarm"));
            assertThat(get(SERVERS.clientContext(), server.admin("/").getPort(), "/metrics"))
                    .contains("bulla_tls_certificate_end_seconds{port=\"HTTP\"} ");
        }

        secret.put(SERVERS.issue(Wish.usual().between(now.minus(Duration.ofDays(8)), now.minus(Duration.ofDays(1)))));
        try (var server = start(Map.of("admin-tls-certificate", "", "admin-tls-key", ""))) {
            var admin = server.admin("/readyz?verbose");
            Requests.until(() -> Requests.get(server, admin).contains("HTTP port: the certificate ended at "));
        }
    }

    @ParameterizedTest
    @CsvSource({"HTTP, tls-client-ca", "gRPC, grpc-tls-client-ca", "admin, admin-tls-client-ca"})
    void aPortWithAuthoritiesForClientsLetsInThoseAlone(String port, String setting) throws IOException {
        var authorities = Files.writeString(folder.resolve("clients.pem"), CLIENTS.rootPem());
        try (var server = start(Map.of(setting, authorities.toString()))) {
            var number = switch (port) {
                case "HTTP" -> server.http("/").getPort();
                case "gRPC" -> server.grpcPort();
                default -> server.admin("/").getPort();
            };

            assertThat(isLetIn(SERVERS.clientContext(CLIENTS.client()), number)).isTrue();
            assertThat(isLetIn(SERVERS.clientContext(), number)).isFalse();
            assertThat(isLetIn(SERVERS.clientContext(SERVERS.client()), number))
                    .as("of another authority")
                    .isFalse();
            var ended = Wish.usual().as(KeyPurposeId.id_kp_clientAuth);
            var now = Instant.now();
            ended = ended.between(now.minus(Duration.ofDays(2)), now.minus(Duration.ofDays(1)));
            assertThat(isLetIn(SERVERS.clientContext(CLIENTS.issue(ended)), number))
                    .as("with a certificate that has ended")
                    .isFalse();
            assertThat(isLetIn(SERVERS.clientContext(CLIENTS.server()), number))
                    .as("with a certificate for servers")
                    .isFalse();
        }
    }

    /** In TLS 1.3 a client learns only afterwards that it was not let in, so it has to say something and listen. */
    private static boolean isLetIn(SSLContext client, int port) {
        try (var socket = TlsSession.open(client, port)) {
            socket.getOutputStream()
                    .write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0".getBytes(StandardCharsets.US_ASCII));
            return socket.getInputStream().read() >= 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void newAuthoritiesForClientsCountForThoseThatComeThen() throws IOException {
        var authorities = Files.writeString(folder.resolve("clients.pem"), CLIENTS.rootPem());
        try (var server = start(Map.of("tls-client-ca", authorities.toString()))) {
            var port = server.http("/").getPort();
            var client = SERVERS.clientContext(CLIENTS.client());
            assertThat(isLetIn(client, port)).isTrue();

            var others = new TlsPki("others");
            Files.writeString(authorities, others.rootPem());
            Requests.until(() -> isLetIn(SERVERS.clientContext(others.client()), port));

            // The same client as before, with a session it could go on with.
            assertThat(isLetIn(client, port)).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({"tls1_1, false", "tls1_2, true", "tls1_3, true"})
    void opensslAgrees(String version, boolean accepted) throws IOException {
        try (var server = start(Map.of())) {
            for (var port : List.of(
                    server.http("/").getPort(),
                    server.grpcPort(),
                    server.admin("/").getPort())) {
                var alpn = port == server.grpcPort() ? "h2" : "http/1.1";
                var said = SClient.says(
                        folder, port, "Q\n", "-" + version, "-cipher", "DEFAULT@SECLEVEL=0", "-alpn", alpn);

                assertThat(said.contains("ALPN protocol: " + alpn)).as(said).isEqualTo(accepted);
                assertThat(said.contains("alert protocol version")).as(said).isEqualTo(!accepted);
            }
        }
    }

    @Test
    void anotherHandshakeOnAConnectionIsRefused() throws IOException {
        var root = Files.writeString(folder.resolve("root.pem"), SERVERS.rootPem());
        try (var server = start(Map.of())) {
            for (var port : List.of(server.http("/").getPort(), server.grpcPort())) {
                var said = SClient.says(
                        folder, port, "R\n", "-tls1_2", "-alpn", "h2,http/1.1", "-CAfile", root.toString());

                assertThat(said).contains("RENEGOTIATING");
                assertThat(said.split("depth=0", -1)).as(said).hasSize(2);
            }
        }
    }

    @Test
    void doesNotStartWithFilesThatDoNotFitAndSaysOfWhichPort() throws IOException {
        secret.put(FIRST.chainPem(), SERVERS.server().keyPem());

        assertThatThrownBy(() -> start(Map.of()))
                .isInstanceOf(UnusableKeyException.class)
                .hasMessageStartingWith("TLS of the HTTP port: ecdsa public keys are not equal");
    }
}
