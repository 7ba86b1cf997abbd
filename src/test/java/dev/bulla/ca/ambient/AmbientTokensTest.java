/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.ambient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import dev.bulla.ca.outbound.Proxies;
import dev.bulla.ca.outbound.Reach;
import dev.bulla.ca.outbound.TlsRoots;
import dev.bulla.ca.outbound.Way;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Machines of every kind that are known, played with files, programs and servers that are real. */
class AmbientTokensTest {
    private static final String TOKEN = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJtYWNoaW5lIn0.c2lnbmF0dXJl";

    @TempDir
    private Path folder;

    private final Way way = Way.of(TlsRoots.system(Map.of()), Proxies.NONE, Reach.ANYWHERE, Duration.ofSeconds(5));
    private final ConcurrentLinkedQueue<String> asked = new ConcurrentLinkedQueue<>();
    private final Map<String, String> pages = new HashMap<>();
    private final ConcurrentLinkedQueue<Integer> statuses = new ConcurrentLinkedQueue<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                var headers = exchange.getRequestHeaders();
                asked.add("%s %s %s %s %s"
                        .formatted(
                                exchange.getRequestMethod(),
                                exchange.getRequestURI(),
                                headers.getFirst("Authorization"),
                                headers.getFirst("Metadata-Flavor"),
                                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
                var body = pages.getOrDefault(exchange.getRequestURI().getPath(), "")
                        .getBytes(StandardCharsets.UTF_8);
                var status = statuses.poll();
                exchange.sendResponseHeaders(status == null ? 200 : status, body.length == 0 ? -1 : body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        way.close();
    }

    @Test
    void takesTheTokenOfAGitlabJobFromItsVariable() throws Exception {
        assertThat(find(Map.of("GITLAB_CI", "true", "SIGSTORE_ID_TOKEN", TOKEN + "\n"))
                        .token())
                .isEqualTo(TOKEN);
    }

    @Test
    void doesNotRepeatWhatTheVariableHoldsInstead() {
        assertThat(notFound(Map.of("SIGSTORE_ID_TOKEN", "secret")))
                .hasMessage("what the variable SIGSTORE_ID_TOKEN gives is no token");
    }

    @Test
    void asksTheRunnerOfGithubActions() throws Exception {
        pages.put("/token", "{\"count\":1,\"value\":\"" + TOKEN + "\"}");

        var found = find(github("/token?api-version=2.0"));

        assertThat(found.token()).isEqualTo(TOKEN);
        assertThat(found).hasToString("token of GitHub Actions");
        assertThat(asked).containsExactly("GET /token?api-version=2.0&audience=sigstore bearer runner-secret null ");
    }

    @Test
    void asksARunnerThatStumblesAgain() throws Exception {
        pages.put("/token", "{\"value\":\"" + TOKEN + "\"}");
        statuses.addAll(List.of(500, 503));

        assertThat(find(github("/token")).token()).isEqualTo(TOKEN);
        assertThat(asked).hasSize(3).allMatch(line -> line.startsWith("GET /token?audience=sigstore "));
    }

    @ParameterizedTest
    @CsvSource({"403,it answered 403", "500,it answered 500"})
    void saysThatARunnerRefuses(int status, String expected) {
        pages.put("/token", "secret");
        statuses.addAll(List.of(status, status, status));

        assertThat(notFound(github("/token")))
                .hasMessage("no token of GitHub Actions: " + expected)
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "secret", "{\"value\":\"secret\"}", "{\"value\":7}", "{\"other\":\"a.secret.c\"}"})
    void doesNotRepeatWhatIsNoToken(String answer) {
        pages.put("/token", answer);

        assertThat(notFound(github("/token"))).hasMessageNotContaining("secret").hasMessageContaining("GitHub Actions");
    }

    @ParameterizedTest
    @CsvSource({
        "GITHUB_ACTIONS,permissions: id-token: write",
        "GITLAB_CI,under id_tokens",
        "BUILDKITE,buildkite-agent",
        "CIRCLECI,give it a context"
    })
    void saysWhatABuildSystemHasToBeTold(String variable, String expected) {
        assertThat(notFound(Map.of(variable, "true"))).hasMessageContaining(expected);
    }

    @Test
    void asksTheAgentOfBuildkite() throws Exception {
        program("buildkite-agent", "echo \"$@\" > " + folder.resolve("asked") + "; echo " + TOKEN);

        assertThat(find(Map.of("BUILDKITE", "true", "PATH", path())).token()).isEqualTo(TOKEN);
        assertThat(folder.resolve("asked")).content().isEqualTo("oidc request-token --audience sigstore\n");
    }

    @Test
    void doesNotRepeatWhatAProgramSaysThatFails() throws IOException {
        program("buildkite-agent", "echo secret; echo secret >&2; exit 3");

        assertThat(notFound(Map.of("BUILDKITE", "true", "PATH", path())))
                .hasMessage(
                        "no token of Buildkite: buildkite-agent oidc request-token --audience sigstore ended with 3");
    }

    @Test
    void asksTheProgramOfCircleCiForTheRightAudience() throws Exception {
        program("circleci", "echo \"$@\" > " + folder.resolve("asked") + "; echo " + TOKEN);

        var found = find(Map.of("CIRCLECI", "true", "PATH", path(), "CIRCLE_OIDC_TOKEN_V2", "a.b.c"));

        assertThat(found.token()).isEqualTo(TOKEN);
        assertThat(found.caveat()).isEmpty();
        assertThat(folder.resolve("asked"))
                .content()
                .isEqualTo("run oidc get --root-issuer --claims {\"aud\":\"sigstore\"}\n");
    }

    @Test
    void takesTheTokenOfACircleCiJobAndSaysWhomItIsFor() throws Exception {
        var found = find(Map.of("CIRCLECI", "true", "CIRCLE_OIDC_TOKEN_V2", TOKEN));

        assertThat(found.token()).isEqualTo(TOKEN);
        assertThat(found.caveat().orElseThrow()).contains("organization's id is the client-id");
    }

    @Test
    void readsTheFileThatKubernetesKeepsFresh() throws Exception {
        file("/var/run/sigstore/cosign/oidc-token", TOKEN + "\n");

        assertThat(find(Map.of())).isEqualTo(new AmbientToken(TOKEN, "Kubernetes", java.util.Optional.empty()));
    }

    @Test
    void asksTheMetadataOfAMachineOfGoogle() throws Exception {
        file("/sys/class/dmi/id/product_name", "Google Compute Engine\n");
        pages.put("/computeMetadata/v1/instance/service-accounts/default/identity", TOKEN);

        assertThat(find(Map.of("GCE_METADATA_HOST", host())).token()).isEqualTo(TOKEN);
        assertThat(asked)
                .containsExactly("GET /computeMetadata/v1/instance/service-accounts/default/identity"
                        + "?audience=sigstore&format=full null Google ");
    }

    @Test
    void isNoMachineOfGoogleForItsVariableAlone() throws IOException {
        file("/sys/class/dmi/id/product_name", "Standard PC\n");

        assertThat(notFound(Map.of("GCE_METADATA_HOST", host()))).hasMessageStartingWith("no token was given");
        assertThat(asked).isEmpty();
    }

    @Test
    void speaksForAnotherAccountOfGoogle() throws Exception {
        pages.put("/computeMetadata/v1/instance/service-accounts/default/token", "{\"access_token\":\"access\"}");
        pages.put("/v1/projects/-/serviceAccounts/ci@example.com:generateIdToken", "{\"token\":\"" + TOKEN + "\"}");
        var places = new AmbientTokens(List.of(new GoogleImpersonation(URI.create("http://" + host()))));

        var found = places.find(
                machine(Map.of("GCE_METADATA_HOST", host(), "GOOGLE_SERVICE_ACCOUNT_NAME", "ci@example.com")));

        assertThat(found.token()).isEqualTo(TOKEN);
        assertThat(asked)
                .containsExactly(
                        "GET /computeMetadata/v1/instance/service-accounts/default/token"
                                + "?scopes=https%3A%2F%2Fwww.googleapis.com%2Fauth%2Fcloud-platform null Google ",
                        "POST /v1/projects/-/serviceAccounts/ci%40example.com:generateIdToken Bearer access null"
                                + " {\"audience\":\"sigstore\",\"includeEmail\":true}");
    }

    @Test
    void listsWhereItLooked() {
        assertThat(notFound(Map.of()))
                .hasMessageStartingWith("no token was given and none was found on this machine; looked for:\n")
                .hasMessageContainingAll(
                        "the variable SIGSTORE_ID_TOKEN: a job of GitLab CI has it",
                        "GitHub Actions: the variables ACTIONS_ID_TOKEN_REQUEST_URL",
                        "Buildkite: ",
                        "CircleCI: ",
                        "Kubernetes: the file /var/run/sigstore/cosign/oidc-token",
                        "Google Cloud: ",
                        "GOOGLE_SERVICE_ACCOUNT_NAME");
    }

    private Map<String, String> github(String page) {
        return Map.of(
                "GITHUB_ACTIONS",
                "true",
                "ACTIONS_ID_TOKEN_REQUEST_URL",
                "http://" + host() + page,
                "ACTIONS_ID_TOKEN_REQUEST_TOKEN",
                "runner-secret");
    }

    private String host() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    private String path() {
        return folder + ":/usr/bin:/bin";
    }

    private void program(String name, String script) throws IOException {
        var file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    private void file(String name, String content) throws IOException {
        var file = folder.resolve(name.substring(1));
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private Machine machine(Map<String, String> environment) {
        return new Machine(environment, folder, way, way);
    }

    private AmbientToken find(Map<String, String> environment) throws NoTokenException {
        return AmbientTokens.everywhere().find(machine(environment));
    }

    private NoTokenException notFound(Map<String, String> environment) {
        return catchThrowableOfType(NoTokenException.class, () -> find(environment));
    }
}
