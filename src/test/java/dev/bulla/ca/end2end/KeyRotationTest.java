/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.end2end;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.signing.CaFolder;
import dev.bulla.ca.signing.CaKeyType;
import dev.bulla.ca.testing.LogBehaviour;
import dev.bulla.ca.testing.TestIssuer;
import dev.bulla.ca.testing.TestKey;
import dev.bulla.ca.testing.TestKeys;
import dev.bulla.ca.testing.TestLogServer;
import dev.bulla.ca.testing.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of the CA's key and chain, changed under a server that goes on serving. */
class KeyRotationTest {
    private static final InstantSource CLOCK = InstantSource.system();
    private static final TestKey KEY = TestKeys.p256();
    private static final String ADDRESS = "ada@example.com";
    private static final String PASSWORD = "correct horse";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private final TestIssuer issuer = TestIssuer.started();
    private final TestLogServer log = TestLogServer.start(CLOCK, Crypto.fastest());
    private CaFolder served;
    private CaFolder young;
    private TestServer server;

    @BeforeEach
    void start() throws IOException {
        served = ca("served", CaKeyType.P256);
        young = ca("young", CaKeyType.P384);
        var trust = Files.writeString(
                folder.resolve("issuers.yaml"),
                "oidc-issuers:\n  %s:\n    issuer-url: %s\n    client-id: sigstore\n    type: email\n"
                        .formatted(issuer.url(), issuer.url()));
        var flags = Map.of(
                "ca",
                "fileca",
                "fileca-cert",
                served.chain().toString(),
                "fileca-key",
                served.key().toString(),
                "fileca-key-passwd",
                PASSWORD,
                "ct-log-timeout",
                "60s");
        server = TestServer.start(folder, trust, log, CLOCK, flags);
    }

    private CaFolder ca(String name, CaKeyType type) throws IOException {
        var ca = new CaFolder(folder.resolve(name));
        ca.make(new CaFolder.Plan(type, name + ".example.com", PASSWORD), Crypto.fastest(), CLOCK, new SecureRandom());
        return ca;
    }

    @AfterEach
    void stop() {
        server.close();
        log.close();
        issuer.close();
    }

    @Test
    void signsWithTheNewPairAndFinishesUnderTheOldOneWhatWasBegunWithIt() throws Exception {
        // given
        var promised = new CountDownLatch(1);
        log.next((exchange, promise, closed) -> {
            promised.await();
            LogBehaviour.honest().answer(exchange, promise, closed);
        });
        try (var client = Executors.newVirtualThreadPerTaskExecutor()) {
            var begun = client.submit(this::request);
            until(() -> !log.submissions().isEmpty());

            // when
            replace(young.key(), served.key());
            replace(young.chain(), served.chain());
            until(() -> bundle().contains(rootOf(young)));

            // then
            assertThat(issuerOf(request())).isEqualTo("CN=young.example.com intermediate,O=young.example.com");
            promised.countDown();
            assertThat(issuerOf(begun.get())).isEqualTo("CN=served.example.com intermediate,O=served.example.com");
        } finally {
            promised.countDown();
        }
    }

    @Test
    void keepsItsPairAndSaysSoWhileTheFilesDoNotFitAndTakesUpTheNextThatDo() throws Exception {
        // given
        var old = Files.readString(served.key());

        // when: a key that reads like one and names no curve
        Files.writeString(served.key(), TestKey.pem("EC PRIVATE KEY", new byte[] {0x30, 3, 2, 1, 1}));
        until(() -> ready().contains("alarm key-files-refused"));

        // then
        assertThat(issuerOf(request())).startsWith("CN=served.example.com");

        // when
        Files.writeString(served.key(), old);
        until(() -> !ready().contains("alarm key-files-refused"));
        replace(young.chain(), served.chain());
        replace(young.key(), served.key());
        until(() -> bundle().contains(rootOf(young)));

        // then
        assertThat(issuerOf(request())).startsWith("CN=young.example.com");
    }

    private static void replace(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private HttpResponse<byte[]> request() {
        return server.send(
                Requests.signing(server, issuer.token(), KEY, ADDRESS).build());
    }

    /** Who signed the leaf, once the certificate beside it has verified that. */
    private static String issuerOf(HttpResponse<byte[]> answer) throws Exception {
        assertThat(answer.statusCode()).isEqualTo(200);
        var chain = Requests.chain(answer).stream().map(AnswerFields::parse).toList();
        var leaf = chain.getFirst();
        leaf.verify(chain.get(1).getPublicKey());
        return leaf.getIssuerX500Principal().getName();
    }

    private String bundle() {
        return Requests.get(server, server.http("/api/v2/trustBundle"));
    }

    /** The root of a CA as it stands in a bundle of JSON. */
    private static String rootOf(CaFolder ca) {
        try {
            return Files.readString(ca.root()).replace("\n", "\\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String ready() {
        return Requests.get(server, server.admin("/readyz?verbose"));
    }

    private static void until(BooleanSupplier condition) {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }
}
