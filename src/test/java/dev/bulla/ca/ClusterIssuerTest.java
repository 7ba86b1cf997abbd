/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulla.ca.fault.UnavailableException;
import dev.bulla.ca.testing.TestClock;
import dev.bulla.ca.testing.TestCluster;
import dev.bulla.ca.testing.TunnelProxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The cluster that the server itself runs in, as an issuer. A proxy stands in for the cluster's name server. */
class ClusterIssuerTest {
    private static final String NAME = "kubernetes.default.svc";

    @TempDir
    private Path folder;

    private final TestClock clock = new TestClock();
    private TestCluster cluster;
    private TunnelProxy proxy;

    @BeforeEach
    void pod() throws IOException {
        cluster = new TestCluster(NAME, "first.token");
        proxy = new TunnelProxy(cluster.address());
        Files.writeString(folder.resolve("ca.crt"), cluster.rootPem());
        Files.writeString(folder.resolve("token"), "first.token\n");
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        cluster.close();
    }

    @Test
    void isAskedUnderTheClustersRootsAndWithOurToken() throws IOException {
        try (var keys = keys(kubernetes(""))) {
            keys.verify(cluster.key());

            assertThat(keys.errors()).isEmpty();
            assertThat(cluster.shown()).containsExactly("Bearer first.token", "Bearer first.token");
            assertThat(proxy.asked()).allMatch(line -> line.startsWith("CONNECT " + NAME + ":443 "));
        }
    }

    @Test
    void isShownTheTokenThatIsInTheFileNow() throws IOException {
        try (var keys = keys(kubernetes(""))) {
            keys.verify(cluster.key());
            Files.writeString(folder.resolve("token"), "second.token");
            cluster.expect("second.token");
            clock.forward(Duration.ofHours(25));

            keys.verify(cluster.key());

            assertThat(cluster.shown()).last().isEqualTo("Bearer second.token");
        }
    }

    @Test
    void isAskedWithoutATokenWhereAPodHasNone() throws IOException {
        Files.delete(folder.resolve("token"));
        try (var keys = keys(kubernetes(""))) {
            assertThatThrownBy(() -> keys.verify(cluster.key())).hasMessageContaining("answered 401");

            assertThat(cluster.shown()).containsExactly("null");
        }
    }

    @Test
    void isAskedAsSoonAsThePodHasTheClustersRoots() throws IOException {
        Files.delete(folder.resolve("ca.crt"));
        try (var keys = keys(kubernetes(""))) {
            assertThatThrownBy(() -> keys.verify(cluster.key()))
                    .isInstanceOf(UnavailableException.class)
                    .hasMessageContaining("ca.crt");
            assertThat(keys.readiness.page(true)).contains("issuer https://" + NAME + ": FAILING", "ca.crt");

            Files.writeString(folder.resolve("ca.crt"), cluster.rootPem());
            clock.forward(Duration.ofSeconds(1));
            keys.verify(cluster.key());
        }
    }

    @Test
    void showsOurTokenToNoOtherServer() throws IOException {
        cluster.keysAt("https://elsewhere.example/openid/v1/jwks");
        try (var keys = keys(kubernetes(""))) {
            assertThatThrownBy(() -> keys.verify(cluster.key())).hasMessageContaining("(jwks_uri)");
        }
        clock.forward(Duration.ofMinutes(1));
        try (var keys = keys(kubernetes("jwks-hosts: [elsewhere.example]"))) {
            assertThatThrownBy(() -> keys.verify(cluster.key())).hasMessageContaining("only that may see our token");
        }
        assertThat(proxy.asked()).allMatch(line -> line.contains(NAME));
    }

    @Test
    void isNoOtherIssuerOfItsTypeAndNoOtherTypeOfIssuer() throws IOException {
        try (var other = keys(issuer("https://cluster.example", "kubernetes", ""));
                var email = keys(issuer("https://" + NAME, "email", ""))) {
            assertThatThrownBy(() -> other.verify(cluster.key())).isInstanceOf(UnavailableException.class);
            assertThatThrownBy(() -> email.verify(cluster.key())).isInstanceOf(UnavailableException.class);

            assertThat(cluster.shown()).isEmpty();
        }
    }

    @Test
    void hasItsFilesWhereAnOperatorSays() throws IOException {
        var roots = Files.move(folder.resolve("ca.crt"), folder.resolve("roots.pem"));
        var token = Files.move(folder.resolve("token"), folder.resolve("sa"));
        try (var keys = keys(kubernetes("ca-file: " + roots + ", bearer-token-file: " + token))) {
            assertThatCode(() -> keys.verify(cluster.key())).doesNotThrowAnyException();
        }
    }

    @Test
    void isTheSameWhenAPatternLetItIn() throws IOException {
        var text =
                "meta-issuers: {\"https://kubernetes.*.svc\": {client-id: sigstore, type: kubernetes, proxy: \"%s\"}}"
                        .formatted(proxy.url());
        try (var keys = keys(text)) {
            keys.verifyMember("https://" + NAME, cluster.key());

            assertThat(cluster.shown()).containsExactly("Bearer first.token", "Bearer first.token");
        }
    }

    private String kubernetes(String more) {
        return issuer("https://" + NAME, "kubernetes", more);
    }

    private String issuer(String url, String type, String more) {
        return "oidc-issuers: {\"%s\": {issuer-url: \"%s\", client-id: sigstore, type: %s, proxy: \"%s\"%s}}"
                .formatted(url, url, type, proxy.url(), more.isEmpty() ? "" : ", " + more);
    }

    private KeysFixture keys(String issuers) throws IOException {
        var files = new IssuerRoutes.Cluster(folder.resolve("ca.crt"), folder.resolve("token"));
        return new KeysFixture(folder, issuers, files, clock);
    }
}
