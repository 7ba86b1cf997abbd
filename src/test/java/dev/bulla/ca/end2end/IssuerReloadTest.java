/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.end2end;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ca.testing.BesideOthers;
import dev.bulla.ca.testing.IssuerBehaviour;
import dev.bulla.ca.testing.TestIssuer;
import dev.bulla.ca.testing.TestKey;
import dev.bulla.ca.testing.TestKeys;
import dev.bulla.ca.testing.TestServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The issuer configuration, changed under a server that goes on serving. */
@Timeout(180)
class IssuerReloadTest {
    private static final TestKey KEY = TestKeys.p256();
    private static final String ADDRESS = "ada@example.com";

    @TempDir
    private Path folder;

    private final TestIssuer first = TestIssuer.started();
    private final TestIssuer second = TestIssuer.started();
    private Path file;
    private TestServer server;

    @BeforeEach
    void start() throws IOException {
        file = Files.writeString(folder.resolve("issuers.yaml"), trusting(first));
        server = TestServer.start(
                folder, file, InstantSource.system(), Map.of("ct-log-url", "", "insecure-no-ct-log", "true"));
    }

    @AfterEach
    void stop() {
        server.close();
        first.close();
        second.close();
    }

    @BesideOthers
    @Test
    void takesUpAnIssuerThatIsNewAndLetsGoOfOneThatIsGone() throws Exception {
        assertThat(request(first).statusCode()).isEqualTo(200);
        assertThat(request(second).statusCode()).isEqualTo(400);

        replace(trusting(second));
        Requests.until(() -> configuration().contains(second.url()));

        assertThat(configuration()).doesNotContain(first.url());
        assertThat(request(first).statusCode()).isEqualTo(400);
        assertThat(request(second).statusCode()).isEqualTo(200);
        assertThat(ready()).contains("issuers: 1 by URL, 0 by pattern");
    }

    @BesideOthers
    @Test
    void keepsTheOneBeforeAndSaysSoWhileTheNewOneIsWrong() throws Exception {
        replace(trusting(second) + "    tpye: email\n");
        Requests.until(() -> ready().contains("alarm issuers-refused: "));

        assertThat(ready()).contains("issuers.yaml:6: \"tpye\"", "ready\n");
        assertThat(metrics())
                .contains(
                        "bulla_issuer_reloads_total{outcome=\"refused\"} 1",
                        "bulla_alarm{alarm=\"issuers-refused\"} 1");
        assertThat(request(first).statusCode()).isEqualTo(200);
        assertThat(request(second).statusCode()).isEqualTo(400);

        replace(trusting(first));
        Requests.until(() -> !ready().contains("alarm issuers-refused"));
        assertThat(request(first).statusCode()).isEqualTo(200);
    }

    @BesideOthers
    @Test
    void takesNothingFromAFileThatWasCutShortOrIsGone() throws Exception {
        replace("\n");
        Requests.until(() -> ready().contains("is empty or cannot be read"));
        assertThat(request(first).statusCode()).isEqualTo(200);

        Files.delete(file);
        Requests.until(() -> metrics().contains("bulla_issuer_reloads_total{outcome=\"refused\"} 2"));
        assertThat(request(first).statusCode()).isEqualTo(200);
    }

    @BesideOthers
    @Test
    void trustsNobodyWhenItIsToldSoInWords() throws Exception {
        replace("oidc-issuers: {}\n");

        Requests.until(() -> !configuration().contains(first.url()));

        assertThat(request(first).statusCode()).isEqualTo(400);
    }

    @BesideOthers
    @Test
    void keepsTheKeysOfAnIssuerOfWhichTheNewOneSaysTheSame() throws Exception {
        // given: an issuer whose keys are known, and who has died since
        assertThat(request(first).statusCode()).isEqualTo(200);
        first.behave(IssuerBehaviour.DEAD);

        // when: it stands elsewhere in the file
        replace("# moved\n\n" + trusting(second) + trusting(first).replace("oidc-issuers:\n", ""));
        Requests.until(() -> configuration().contains(second.url()));

        // then
        assertThat(request(first).statusCode()).isEqualTo(200);
    }

    @BesideOthers
    @Test
    void keepsTheKeysOfAnIssuerOfWhichOnlyTheTermsChanged() throws Exception {
        assertThat(request(first).statusCode()).isEqualTo(200);
        first.behave(IssuerBehaviour.DEAD);

        replace(trusting(first) + "    rules: [{name: nobody, deny: 'true'}]\n");
        Requests.until(() -> metrics().contains("bulla_issuer_reloads_total{outcome=\"taken\"} 1"));
        assertThat(request(first).statusCode()).isEqualTo(403);

        replace(trusting(first));
        Requests.until(() -> metrics().contains("bulla_issuer_reloads_total{outcome=\"taken\"} 2"));
        assertThat(request(first).statusCode()).isEqualTo(200);
    }

    @BesideOthers
    @Test
    void forgetsNeitherUsedTokensNorWhatWasCounted() throws Exception {
        // given
        var terms = "    replay-guard: true\n    quota: 2/24h\n";
        replace(trusting(first) + terms);
        Requests.until(() -> metrics().contains("bulla_issuer_reloads_total{outcome=\"taken\"} 1"));
        var token = first.token();
        assertThat(request(token).statusCode()).isEqualTo(200);

        // when
        replace(trusting(first) + terms + "    replay-guard-tokens: 10\n    rules: [{name: all, allow: 'true'}]\n");
        Requests.until(() -> metrics().contains("bulla_issuer_reloads_total{outcome=\"taken\"} 2"));

        // then
        assertThat(request(token).statusCode()).isEqualTo(400);
        assertThat(request(first).statusCode()).isEqualTo(429);
    }

    @BesideOthers
    @Test
    void tellsNothingMoreOfAnIssuerThatIsGone() throws Exception {
        replace(trusting(second));
        Requests.until(() -> configuration().contains(second.url()));
        Requests.until(() -> ready().contains("issuer " + second.url() + ": "));
        Requests.until(() -> metrics().contains("bulla_issuer_up{issuer=\"" + second.url() + "\"}"));

        assertThat(ready()).doesNotContain(first.url());
        assertThat(metrics()).doesNotContain("bulla_issuer_up{issuer=\"" + first.url() + "\"}");
    }

    @BesideOthers
    @Test
    void looksAfterTheKeysOfAnIssuerThatIsNew() throws Exception {
        replace(trusting(second));

        Requests.until(() -> ready().contains("issuer " + second.url() + ": 1 keys, "));
    }

    @BesideOthers
    @Test
    void keepsTheKeysOfAnIssuerThatAPatternLetIn() throws Exception {
        // given
        var port = first.url().substring(first.url().lastIndexOf(':') + 1);
        var pattern =
                "meta-issuers:\n  http://*:%s: {client-id: sigstore, type: email, allow-plain-http: true, allow-private-addresses: true}\n"
                        .formatted(port);
        replace(pattern);
        Requests.until(() -> configuration().contains("wildcardIssuerUrl"));
        assertThat(request(first).statusCode()).isEqualTo(200);
        first.behave(IssuerBehaviour.DEAD);

        // when
        replace(trusting(second) + pattern);
        Requests.until(() -> configuration().contains(second.url()));

        // then
        assertThat(request(first).statusCode()).isEqualTo(200);
    }

    @BesideOthers
    @Test
    void endsUnderTheConfigurationBeforeWhatHasBegunUnderIt() throws Exception {
        // given
        var answer = new CountDownLatch(1);
        first.behave(IssuerBehaviour.slow(answer::await));
        try (var client = Executors.newVirtualThreadPerTaskExecutor()) {
            var begun = client.submit(() -> request(first));
            Requests.until(() -> !first.requests().isEmpty());

            // when
            replace(trusting(second));
            Requests.until(() -> configuration().contains(second.url()));
            answer.countDown();

            // then
            assertThat(begun.get().statusCode()).isEqualTo(200);
            assertThat(request(first).statusCode()).isEqualTo(400);
        } finally {
            answer.countDown();
        }
    }

    private static String trusting(TestIssuer issuer) {
        return "oidc-issuers:\n  %s:\n    issuer-url: %s\n    client-id: sigstore\n    type: email\n"
                .formatted(issuer.url(), issuer.url());
    }

    private void replace(String text) throws IOException {
        var next = Files.writeString(folder.resolve("next"), text);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private HttpResponse<byte[]> request(TestIssuer issuer) {
        return request(issuer.token());
    }

    private HttpResponse<byte[]> request(String token) {
        return server.send(Requests.signing(server, token, KEY, ADDRESS).build());
    }

    private String configuration() {
        return Requests.get(server, server.http("/api/v2/configuration"));
    }

    private String ready() {
        return Requests.get(server, server.admin("/readyz?verbose"));
    }

    private String metrics() {
        return Requests.get(server, server.admin("/metrics"));
    }
}
