/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.bulla.ca.outbound.NoReplyException.Reason;
import dev.bulla.ca.testing.TestTls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class TlsRootsTest {
    private static final Call.Limits AMPLE = new Call.Limits(Duration.ofSeconds(20), 1000);

    @TempDir
    private Path folder;

    private final TestTls tls = TestTls.create();
    private HttpsServer server;

    @BeforeEach
    void startServer() throws IOException {
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls.server()));
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    @Test
    void believesAServerUnderItsOwnRoots() throws Exception {
        assertThat(status(TlsRoots.only(file(tls.rootPem())))).isEqualTo(204);
    }

    @Test
    void believesAServerUnderRootsBesideTheSystems() throws Exception {
        assertThat(status(TlsRoots.systemAnd("here it is:\n" + tls.rootPem(), Map.of())))
                .isEqualTo(204);
    }

    @Test
    void addsToTheSystemsRootsAndReplacesNone() {
        var system = TlsRoots.system(Map.of()).certificates();

        assertThat(TlsRoots.systemAnd(tls.rootPem(), Map.of()).certificates())
                .hasSize(system.size() + 1)
                .containsAll(system);
        assertThat(system).isNotEmpty();
    }

    @Test
    void takesTheSystemsRootsFromTheUsualVariable() throws Exception {
        var environment = Map.of("SSL_CERT_FILE", file(tls.rootPem()).toString());

        assertThat(status(TlsRoots.system(environment))).isEqualTo(204);
    }

    @Test
    void doesNotBelieveAServerUnderOtherRoots() throws Exception {
        var others = TlsRoots.only(file(TestTls.create().rootPem()));

        assertThat(noReply(others, "127.0.0.1").reason()).isEqualTo(Reason.NOT_CONNECTED);
    }

    @Test
    void doesNotBelieveAPrivateServerUnderTheSystemsRoots() {
        assertThat(noReply(TlsRoots.system(Map.of()), "127.0.0.1").reason()).isEqualTo(Reason.NOT_CONNECTED);
    }

    @Test
    void doesNotBelieveAServerUnderAnotherName() throws Exception {
        var roots = TlsRoots.only(file(tls.rootPem()));

        assertThat(noReply(roots, "localhost").reason()).isEqualTo(Reason.NOT_CONNECTED);
    }

    @Test
    void saysThatAFileIsMissing() {
        assertThatThrownBy(() -> TlsRoots.only(folder.resolve("missing.pem")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("missing.pem");
    }

    @Test
    void saysThatAFileHoldsNoCertificate() throws IOException {
        var file = file("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n");

        assertThatThrownBy(() -> TlsRoots.only(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("failed to append TLS CA certificate: there is none in " + file);
    }

    @Test
    void saysThatACertificateCannotBeDecoded() throws IOException {
        var file = file(tls.rootPem() + "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");

        assertThatThrownBy(() -> TlsRoots.only(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("failed to append TLS CA certificate: one in " + file + " cannot be decoded");
    }

    private Path file(String content) throws IOException {
        return Files.writeString(folder.resolve("roots.pem"), content);
    }

    private int status(TlsRoots roots) throws NoReplyException {
        return reply(roots, "127.0.0.1").status();
    }

    private NoReplyException noReply(TlsRoots roots, String host) {
        return catchThrowableOfType(NoReplyException.class, () -> reply(roots, host));
    }

    private Reply reply(TlsRoots roots, String host) throws NoReplyException {
        try (var caller = new Caller(roots, Proxies.NONE, Duration.ofSeconds(5))) {
            var address =
                    URI.create("https://" + host + ":" + server.getAddress().getPort() + "/");
            return caller.reply(Call.get(address, Map.of(), AMPLE));
        }
    }
}
