/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulla.ca.testing.BesideOthers;
import dev.bulla.ca.testing.TlsPki;
import dev.bulla.ca.testing.TlsPki.Mounted;
import dev.bulla.ca.testing.TlsSession;
import dev.bulla.ca.tls.ServerTls;
import dev.bulla.ca.tls.TlsFiles;
import dev.sigstore.fulcio.v2.GetTrustBundleRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both ports behind TLS, and what clients see of it. */
class TlsTest {
    private static final TlsPki PKI = new TlsPki("tests");
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String GET = "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n";

    @TempDir
    private Path folder;

    private Mounted mounted;
    private ServerTls tls;
    private RunningApi api;

    @BeforeEach
    void start() throws IOException {
        mounted = new Mounted(folder, PKI.server());
        tls = new ServerTls(
                new TlsFiles(mounted.chain(), mounted.key(), "", Optional.empty()),
                InstantSource.system(),
                new NoTlsEvents());
        api = RunningApi.with().tls(tls.context()).start();
    }

    @AfterEach
    void stop() {
        api.close();
    }

    /** The same ports once more, for clients that are slow. */
    private RunningApi impatient() {
        return RunningApi.with().patience(PATIENCE).tls(tls.context()).start();
    }

    private static RawHttp over(SSLSocket socket) throws IOException {
        return new RawHttp(socket);
    }

    private SSLSocket open(String... versions) throws IOException {
        return TlsSession.open(PKI.clientContext(), api.httpPort(), versions);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void answersOverBothVersionsOfTls(String version) throws IOException {
        try (var socket = open(version);
                var http = over(socket)) {
            assertThat(socket.getSession().getProtocol()).isEqualTo(version);
            assertThat(http.ask(GET).body()).isEqualTo("{\"status\":\"SERVING\"}\n");
            assertThat(http.ask(GET).status()).isEqualTo(200);
        }
    }

    @Test
    void anOlderVersionIsRefused() {
        assertThatThrownBy(() -> open("TLSv1.1")).isInstanceOf(SSLHandshakeException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 16_384, 16_385, 4_000_000})
    void bodiesOfAnyLengthArriveWhole(int length) throws IOException {
        var token = "t".repeat(length);
        var body = "{\"credentials\":{\"oidcIdentityToken\":\"" + token + "\"}}";
        try (var socket = open();
                var http = over(socket)) {
            var answer = http.ask("POST /api/v2/signingCert HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
                    + body.length() + "\r\n\r\n" + body);

            assertThat(answer.status()).isEqualTo(200);
            assertThat(api.ca.asked().token()).isEqualTo(token);
            assertThat(http.ask(GET).status()).isEqualTo(200);
        }
    }

    @Test
    void aConnectionSurvivesANewCertificateThatOthersSee() throws IOException {
        var first = TlsSession.serial(PKI.clientContext(), api.httpPort());
        var second = PKI.server();
        var client = PKI.clientContext();
        try (var kept = TlsSession.open(client, api.httpPort());
                var http = over(kept);
                var grpc = new GrpcClient(api.grpcPort(), PKI.rootPem())) {
            http.ask(GET);
            grpc.ca().getTrustBundle(GetTrustBundleRequest.getDefaultInstance());

            mounted.put(second);
            tls.look();

            assertThat(http.ask(GET).status()).isEqualTo(200);
            assertThat(TlsSession.serial(kept)).isEqualTo(first);
            assertThat(grpc.ca()
                            .getTrustBundle(GetTrustBundleRequest.getDefaultInstance())
                            .getChainsCount())
                    .isOne();
            // The same client, which could go on with its old session where the server remembers it.
            assertThat(TlsSession.serial(client, api.httpPort()))
                    .isEqualTo(second.certificate().getSerialNumber())
                    .isNotEqualTo(first);
            assertThat(TlsSession.serial(client, api.grpcPort()))
                    .isEqualTo(second.certificate().getSerialNumber());
        }
    }

    @Test
    void aNewPairThatDoesNotFitChangesNothing() throws IOException {
        var first = TlsSession.serial(PKI.clientContext(), api.httpPort());

        mounted.put(PKI.server().chainPem(), PKI.server().keyPem());
        tls.look();
        tls.look();

        assertThat(TlsSession.serial(PKI.clientContext(), api.httpPort())).isEqualTo(first);
        assertThat(TlsSession.serial(PKI.clientContext(), api.grpcPort())).isEqualTo(first);
    }

    @Test
    void grpcAnswersOverTlsAndGoesOnAfterAHundredCalls() throws IOException {
        try (var client = new GrpcClient(api.grpcPort(), PKI.rootPem())) {
            for (var i = 0; i < 100; i++) {
                assertThat(client.ca()
                                .createSigningCertificate(GrpcClient.token("t" + i))
                                .hasSignedCertificateEmbeddedSct())
                        .isTrue();
            }
        }
    }

    @Test
    void aClientWithoutTlsGetsNoAnswer() throws IOException {
        try (var http = api.raw()) {
            http.send(GET);

            assertThat(http.rest()).doesNotContain("HTTP");
        }
    }

    @BesideOthers
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 60})
    void aClientThatDoesNotFinishItsHandshakeIsCutOff(int bytes) throws IOException {
        try (var server = impatient();
                var raw = server.raw()) {
            raw.send(beginning(bytes));

            assertThat(raw.rest()).isEmpty();
        }
    }

    /** A record that announces 256 bytes of a ClientHello, and the first of them. */
    private static byte[] beginning(int bytes) {
        return Arrays.copyOf(new byte[] {0x16, 0x03, 0x01, 0x01, 0x00, 0x01, 0x00, 0x00, (byte) 0xfc}, bytes);
    }

    @BesideOthers
    @Test
    void aClientThatIsSlowAfterItsHandshakeIsCutOff() throws IOException {
        try (var server = impatient();
                var socket = TlsSession.open(PKI.clientContext(), server.httpPort());
                var http = over(socket)) {
            http.send("GET / HTTP/1.1\r\n");

            assertThat(http.rest()).isEmpty();
        }
    }

    @Test
    void hundredsOfSlowClientsKeepNobodyOutAndAreAllCutOff() throws IOException {
        var slow = new ArrayList<RawHttp>();
        try (var server = impatient()) {
            for (var i = 0; i < 200; i++) {
                slow.add(server.raw().send(beginning(60)));
            }
            for (var i = 0; i < 100; i++) {
                slow.add(over(TlsSession.open(PKI.clientContext(), server.httpPort()))
                        .send("GET / HTTP/1.1\r\n"));
            }

            assertThat(TlsSession.serial(PKI.clientContext(), server.httpPort()))
                    .isPositive();
            try (var http = over(TlsSession.open(PKI.clientContext(), server.httpPort()))) {
                assertThat(http.ask(GET).status()).isEqualTo(200);
            }
            for (var client : slow) {
                assertThat(client.rest()).isEmpty();
            }
        } finally {
            for (var client : slow) {
                client.close();
            }
        }
    }

    @Test
    void theEndOfAConnectionIsSaidInTls() throws IOException {
        try (var socket = open();
                var http = over(socket)) {
            http.ask(GET.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"));

            // Without the word for the end, a client of Java's throws: somebody may have cut off the rest.
            assertThat(http.rest()).isEmpty();
        }
    }

    @Test
    void aClientThatSpeaksHttp2AloneIsToldSo() throws IOException {
        try (var socket = unshaken()) {
            var parameters = socket.getSSLParameters();
            parameters.setApplicationProtocols(new String[] {"h2"});
            socket.setSSLParameters(parameters);

            assertThatThrownBy(socket::startHandshake)
                    .isInstanceOf(SSLException.class)
                    .hasMessageContaining("no_application_protocol");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2 http/1.1", "http/1.1", "http/1.0"})
    void anyOtherClientIsAnswered(String offered) throws IOException {
        try (var socket = unshaken()) {
            var parameters = socket.getSSLParameters();
            parameters.setApplicationProtocols(offered.split(" "));
            socket.setSSLParameters(parameters);

            assertThat(over(socket).ask(GET).status()).isEqualTo(200);
            assertThat(socket.getApplicationProtocol()).isEqualTo(offered.contains("1.1") ? "http/1.1" : "");
        }
    }

    private SSLSocket unshaken() throws IOException {
        return (SSLSocket)
                PKI.clientContext().getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), api.httpPort());
    }

    @Test
    void oneClientMoreOrLessDoesNotMatterWhereManyLeaveInTheMiddle() throws IOException {
        for (var i = 0; i < 50; i++) {
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), api.httpPort())) {
                socket.getOutputStream().write(beginning(60));
            }
        }

        try (var socket = open();
                var http = over(socket)) {
            assertThat(http.ask(GET).status()).isEqualTo(200);
        }
    }
}
