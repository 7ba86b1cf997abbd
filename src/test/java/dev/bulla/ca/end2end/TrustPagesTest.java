/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.end2end;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.bulla.ca.config.InvalidSettingsException;
import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.signing.CaFolder;
import dev.bulla.ca.signing.CaKeyType;
import dev.bulla.ca.sigstore.LogInstance;
import dev.bulla.ca.sigstore.TrustedRoot;
import dev.bulla.ca.sigstore.TrustedRootReader;
import dev.bulla.ca.testing.TestIssuer;
import dev.bulla.ca.testing.TestKey;
import dev.bulla.ca.testing.TestKeys;
import dev.bulla.ca.testing.TestLogServer;
import dev.bulla.ca.testing.TestServer;
import dev.bulla.ca.x509.Bytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What clients that verify read from a server. */
@Timeout(120)
class TrustPagesTest {
    private static final InstantSource CLOCK = InstantSource.system();
    private static final TestKey KEY = TestKeys.p256();
    private static final String ADDRESS = "ada@example.com";
    private static final String PASSWORD = "correct horse";
    private static final Map<String, String> PUBLIC = Map.of("public-url", "https://ca.example");

    @TempDir
    private Path folder;

    private final TestIssuer issuer = TestIssuer.started();

    @AfterEach
    void stop() {
        issuer.close();
    }

    private TestServer start(Map<String, String> more) throws IOException {
        return TestServer.start(folder, Requests.trust(folder, issuer), CLOCK, more);
    }

    private static HttpResponse<byte[]> get(TestServer server, String name) {
        return server.send(HttpRequest.newBuilder(server.http("/trust/" + name)).build());
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private static TrustedRoot root(TestServer server) {
        try {
            return TrustedRootReader.read(get(server, "trusted_root.json").body());
        } catch (Exception e) {
            throw new AssertionError("no trusted root", e);
        }
    }

    @Test
    void theChainOfACertificateIsThatOfTheTrustedRoot() throws Exception {
        try (var server = start(PUBLIC)) {
            var before = Instant.now();
            var answer = server.send(
                    Requests.signing(server, issuer.token(), KEY, ADDRESS).build());
            var chain = Requests.chain(answer);

            var authority = root(server).certificateAuthorities().getFirst();

            assertThat(chain).hasSize(authority.chain().size() + 1);
            for (var i = 1; i < chain.size(); i++) {
                var pem = new ByteArrayInputStream(chain.get(i).getBytes(StandardCharsets.US_ASCII));
                assertThat(CertificateFactory.getInstance("X.509").generateCertificate(pem))
                        .isEqualTo(authority.chain().get(i - 1));
            }
            assertThat(authority.validity().holds(before)).isTrue();
            assertThat(root(server).ctlogs()).singleElement().satisfies(log -> {
                assertThat(log.baseUrl()).isEqualTo("https://ca.example/log");
                assertThat(log.validity().holds(before)).isTrue();
                assertThat(log.validity().end()).isEmpty();
            });
        }
    }

    @Test
    void everythingIsServedAsFiles() throws IOException {
        try (var server = start(PUBLIC)) {
            for (var name : new String[] {
                "trusted_root.json", "signing_config.v0.2.json", "trust_config.json", "fulcio_v1.crt.pem", "ctfe.pub"
            }) {
                var answer = get(server, name);

                assertThat(answer.statusCode()).as(name).isEqualTo(200);
                assertThat(answer.headers().firstValue("Content-Type"))
                        .contains(name.endsWith(".json") ? "application/json" : "application/x-pem-file");
                assertThat(get(server, name).body()).isEqualTo(answer.body());
                var tag = answer.headers().firstValue("ETag").orElseThrow();
                assertThat(server.send(HttpRequest.newBuilder(server.http("/trust/" + name))
                                        .header("If-None-Match", tag)
                                        .build())
                                .statusCode())
                        .isEqualTo(304);
                var head = server.send(HttpRequest.newBuilder(server.http("/trust/" + name))
                        .method("HEAD", BodyPublishers.noBody())
                        .build());
                assertThat(head.headers().firstValueAsLong("Content-Length")).hasValue(answer.body().length);
            }
        }
    }

    @Test
    void whatIsNotThereIsToldWithWhatThereIs() throws IOException {
        try (var server = start(PUBLIC)) {
            for (var name : new String[] {"", "trusted_root", "../healthz", "trusted_root.json/"}) {
                var answer = get(server, name);

                assertThat(answer.statusCode()).as(name).isEqualTo(404);
            }
            assertThat(text(get(server, "root.json"))).startsWith("there is trusted_root.json, ");
            var post = server.send(HttpRequest.newBuilder(server.http("/trust/ctfe.pub"))
                    .POST(BodyPublishers.noBody())
                    .build());
            assertThat(post.statusCode()).isEqualTo(405);
            assertThat(post.headers().firstValue("Allow")).contains("GET, HEAD");
        }
    }

    @Test
    void aServerThatKnowsNoPublicAddressShowsNothing() throws IOException {
        try (var server = start(Map.of())) {
            var answer = get(server, "trusted_root.json");

            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(text(answer)).contains("public-url");
        }
    }

    @Test
    void aChainThatReplacesAnotherIsAddedToIt() throws IOException {
        var first = ca("first");
        var second = ca("second");
        var flags = new HashMap<>(PUBLIC);
        flags.putAll(Map.of(
                "ca",
                "fileca",
                "fileca-cert",
                first.chain().toString(),
                "fileca-key",
                first.key().toString(),
                "fileca-key-passwd",
                PASSWORD));
        try (var server = start(flags)) {
            assertThat(root(server).certificateAuthorities()).hasSize(1);

            Files.move(second.key(), first.key(), StandardCopyOption.REPLACE_EXISTING);
            Files.move(second.chain(), first.chain(), StandardCopyOption.REPLACE_EXISTING);
            Requests.until(() -> root(server).certificateAuthorities().size() == 2);

            assertThat(text(get(server, "fulcio_v1.crt.pem")).split("BEGIN", -1))
                    .hasSize(1 + 4);
        }
    }

    private CaFolder ca(String name) throws IOException {
        var ca = new CaFolder(folder.resolve(name));
        ca.make(new CaFolder.Plan(CaKeyType.P256, name, PASSWORD), Crypto.fastest(), CLOCK, new SecureRandom());
        return ca;
    }

    @Test
    void theKeyOfALogOverTheNetworkIsInTheTrustedRoot() throws IOException {
        try (var log = TestLogServer.start(CLOCK, Crypto.fastest());
                var server = TestServer.start(folder, Requests.trust(folder, issuer), log, CLOCK, PUBLIC)) {
            assertThat(root(server).ctlogs())
                    .extracting(LogInstance::baseUrl, LogInstance::keyInfo)
                    .containsExactly(
                            tuple(log.url().toString(), Bytes.of(log.key().encoded())));
        }
    }

    @Test
    void keysOfOthersAreMergedFromFiles() throws IOException {
        var golden = Path.of("test/resources/golden/sigstore");
        var files = golden.resolve("trusted_root.json") + "," + golden.resolve("signing_config.v0.2.json");
        var flags = new HashMap<>(PUBLIC);
        flags.put("trust-merge", files);
        try (var server = start(flags)) {
            assertThat(root(server).tlogs()).hasSize(2);
            assertThat(text(get(server, "signing_config.v0.2.json"))).contains("https://rekor.sigstore.dev");
        }
    }

    @Test
    void aFileThatCannotBeMergedIsNamedAtStart() throws IOException {
        var flags = new HashMap<>(PUBLIC);
        flags.put(
                "trust-merge",
                Files.writeString(folder.resolve("other.json"), "{\"mediaType\":\"x\"}")
                        .toString());

        assertThatThrownBy(() -> start(flags))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("other.json: the document is neither a trusted root nor");
    }

    @Test
    void addressesThatClientsWouldGetWrongAreRefused() {
        assertThatThrownBy(() -> start(Map.of("public-url", "https://ca.example/fulcio")))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("must have no path");
        assertThatThrownBy(() -> start(Map.of("log-public-url", "https://log.example")))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("set that, too");
    }
}
