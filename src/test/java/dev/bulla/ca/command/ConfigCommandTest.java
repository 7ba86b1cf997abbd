/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ca.testing.IssuerBehaviour;
import dev.bulla.ca.testing.TestIssuer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code bulla config check} and {@code bulla config show}, with issuers that are asked and issuers that are not. */
class ConfigCommandTest {
    private static final String BUILDS = "https://builds.example.com";
    private static final String CLAIMS = """
            {"iss": "https://builds.example.com", "sub": "repo:rocket", "repo": "example/rocket", "ref": "main", "exp": 1}
            """;

    @TempDir
    private Path folder;

    private final TestIssuer mail = TestIssuer.started();
    private Path trust;

    @BeforeEach
    void trust() throws IOException {
        trust = Files.writeString(folder.resolve("issuers.yaml"), """
                oidc-issuers:
                  %1$s: {issuer-url: "%1$s", client-id: sigstore, type: email}
                  %2$s: {issuer-url: "%2$s", client-id: bulla, type: ci-provider, ci-provider: mine}
                meta-issuers:
                  https://*.clusters.example.com: {client-id: bulla, type: kubernetes}
                ci-issuer-metadata:
                  mine:
                    default-template-values: {url: "https://git.example.com"}
                    extension-templates:
                      source-repository-uri: "{{ .url }}/{{ .repo }}"
                      source-repository-ref: ref
                    subject-alternative-name-template: "{{ .url }}/{{ .repo }}@{{ .ref }}"
                """.formatted(mail.url(), BUILDS));
    }

    @AfterEach
    void stop() {
        mail.close();
    }

    @Test
    void allIsWellWithAConfigurationThatIsRight() {
        var run = check();

        assertThat(run.exit()).isZero();
        assertThat(run.out()).endsWith("a server would start (issuers: 2, patterns: 1)\n");
        assertThat(mail.requests()).isEmpty();
    }

    @Test
    void everythingThatIsWrongIsToldAtOnceWithItsPlace() throws IOException {
        Files.writeString(trust, """
                oidc-issuers:
                  https://a.example.com: {issuer-url: "https://a.example.com", client-id: a, tpye: email, type: email}
                  https://b.example.com: {issuer-url: "https://b.example.com", type: ci-provider, ci-provider: mine}
                ci-issuer-metadata:
                  mine: {subject-alternative-name-template: "{{ .a"}
                """);

        var run = check();

        assertThat(run.exit()).isEqualTo(78);
        assertThat(run.out())
                .contains(
                        "error: " + trust + ":2: \"tpye\"",
                        "error: " + trust + ":5: template: ",
                        "warning: " + trust + ":3: https://b.example.com has no client-id",
                        "a server would not start");
    }

    @Test
    void showsEveryExtensionOfTheCertificateThatClaimsWouldGet() throws IOException {
        var run = check("--claims=" + file("claims.json", CLAIMS));

        assertThat(run.exit()).isZero();
        assertThat(run.out())
                .contains(
                        "outcome:   issued",
                        "issuer:    " + BUILDS,
                        "type:      ci-provider",
                        "challenge: repo:rocket",
                        "https://git.example.com/example/rocket@main",
                        "1.3.6.1.4.1.57264.1.12)\n    https://git.example.com/example/rocket\n",
                        "1.3.6.1.4.1.57264.1.14)\n    main\n",
                        "1.3.6.1.4.1.57264.1.24)\n    repo:rocket\n",
                        "(2.5.29.37)");
    }

    @Test
    void saysInJsonWhatItSaysInWords() throws IOException {
        var run = check("--json", "--claims=" + file("claims.json", CLAIMS));

        var answer = JsonMapper.shared().readTree(run.out());
        assertThat(answer.path("errors").isEmpty()).isTrue();
        assertThat(answer.path("issuers").asInt()).isEqualTo(2);
        assertThat(answer.path("decision").path("outcome").asString()).isEqualTo("issued");
        assertThat(extension(answer, "1.3.6.1.4.1.57264.1.12")).isEqualTo("https://git.example.com/example/rocket");
        assertThat(extension(answer, "2.5.29.17")).contains("https://git.example.com/example/rocket@main");
    }

    @Test
    void findsThePatternThatLetsClaimsIn() throws IOException {
        var claims = """
                {"iss": "https://one.clusters.example.com", "sub": "system:serviceaccount:default:robot",
                 "kubernetes.io": {"namespace": "default", "serviceaccount": {"name": "robot", "uid": "1"}}}
                """;

        var run = check("--claims=" + file("claims.json", claims));

        assertThat(run.out())
                .contains("outcome:   issued", "https://kubernetes.io/namespaces/default/serviceaccounts/robot");
    }

    @Test
    void saysWhichStepRefusesAndWhatTheRequesterWouldRead() throws IOException {
        var run = check("--claims=" + file("claims.json", CLAIMS.replace("\"ref\"", "\"fer\"")));

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out())
                .contains(
                        "outcome:   refused",
                        "step:      checking key, proof and identity",
                        "reason:    IDENTITY_UNMAPPABLE",
                        "sentence:  ",
                        "challenge: repo:rocket")
                .doesNotContain("2.5.29");
    }

    @Test
    void explainsWhichRuleDecided() throws IOException {
        Files.writeString(trust, """
                oidc-issuers:
                  %1$s:
                    issuer-url: %1$s
                    client-id: bulla
                    type: username
                    subject-domain: example.com
                    rules:
                      - {name: no-forks, deny: 'claims.repo.startsWith("fork/")', reason: forks are not signed}
                      - {name: main-only, allow: 'claims.ref == "main"'}
                      - {name: rockets, deny: 'claims.repo.endsWith("rocket")', dry-run: true}
                      - {name: counts, deny: 'claims.missing == "x"', dry-run: true}
                """.formatted(BUILDS));
        var claims = CLAIMS.replace("repo:rocket", "robot");

        var allowed = check("--claims=" + file("claims.json", claims));
        var denied = check("--claims=" + file("claims.json", claims.replace("example/rocket", "fork/rocket")));
        var other = check("--json", "--claims=" + file("claims.json", claims.replace("\"main\"", "\"dev\"")));

        assertThat(allowed.exit()).isZero();
        assertThat(allowed.out())
                .contains(
                        "outcome:   issued",
                        "ruling:    allowed by main-only",
                        "dry-run:   denied by rockets, if all rules counted",
                        "  deny no-forks: not-matched",
                        "  deny rockets (dry run): matched",
                        "  deny counts (dry run): failed: ",
                        "  allow main-only: matched");
        assertThat(denied.exit()).isEqualTo(1);
        assertThat(denied.out())
                .contains(
                        "step:      asking the rules",
                        "reason:    IDENTITY_NOT_ALLOWED",
                        "ruling:    denied by no-forks",
                        "forks are not signed");
        var answer = JsonMapper.shared().readTree(other.out()).path("decision");
        assertThat(answer.path("ruling").asString()).isEqualTo("not-allowed");
        assertThat(answer.path("rules").path(3).path("name").asString()).isEqualTo("main-only");
        assertThat(answer.path("rules").path(3).path("result").asString()).isEqualTo("not-matched");
    }

    @Test
    void aUsedTokenIsNoMatterOfTheCheck() throws IOException {
        var token = "--token=" + mail.token();
        Files.writeString(
                trust,
                "oidc-issuers: {\"%1$s\": {issuer-url: \"%1$s\", client-id: sigstore, type: email,"
                                .formatted(mail.url())
                        + " replay-guard: true, quota: 1/1h}}");

        assertThat(check(token).exit()).isZero();
        assertThat(check(token).exit()).isZero();
    }

    @Test
    void refusesClaimsThatAreMeantForSomebodyElse() throws IOException {
        var run = check("--claims=" + file("claims.json", CLAIMS.replace("{\"iss\"", "{\"aud\": \"other\", \"iss\"")));

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out()).contains("step:      verifying the token", "reason:    TOKEN_AUDIENCE_WRONG");
    }

    @Test
    void refusesClaimsOfAnIssuerThatIsNotConfigured() throws IOException {
        var run = check("--claims=" + file("claims.json", CLAIMS.replace(BUILDS, BUILDS + "/")));

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out()).contains("step:      finding the issuer", "reason:    ISSUER_UNKNOWN");
    }

    @Test
    void asksTheIssuerOfATokenAsTheServerWould() throws IOException {
        var good = check("--token=" + mail.token());
        var expired = check("--token-file="
                + file("token", mail.token(t -> t.claim("exp", Instant.now().getEpochSecond() - 1)) + "\n"));
        mail.behave(IssuerBehaviour.DEAD);
        var dead = check("--token=" + mail.token());

        assertThat(good.exit()).isZero();
        assertThat(good.out()).contains("outcome:   issued", "challenge: ada@example.com");
        assertThat(expired.exit()).isEqualTo(1);
        assertThat(expired.out()).contains("step:      verifying the token", "reason:    TOKEN_EXPIRED");
        assertThat(dead.exit()).isEqualTo(1);
        assertThat(dead.out()).contains("outcome:   unavailable");
    }

    @Test
    void takesOneQuestionAtATimeAndOnlyClaimsThatAreAnObject() throws IOException {
        assertThat(check("--token=a.b.c", "--claims=x").exit()).isEqualTo(2);
        assertThat(check("--claims=" + file("list.json", "[1]"))).satisfies(run -> {
            assertThat(run.exit()).isEqualTo(1);
            assertThat(run.err()).isEqualTo("the claims are not a JSON object\n");
        });
        assertThat(check("--claims=" + folder.resolve("none")).err()).contains("there is no file");
    }

    @Test
    void showPrintsAConfigurationAgain() throws IOException {
        var shown = CommandRun.of("config", "show", trust.toString());

        Files.writeString(trust, shown.out());
        assertThat(shown.exit()).isZero();
        assertThat(shown.out()).contains("# " + trust + ":3\n");
        assertThat(check().out()).endsWith("a server would start (issuers: 2, patterns: 1)\n");
    }

    @Test
    void showHasNothingToShowOfWhatNobodyUnderstands() throws IOException {
        Files.writeString(trust, "oidc-isuers: {}\n");

        var run = CommandRun.of("config", "show", trust.toString());

        assertThat(run.exit()).isEqualTo(78);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("issuers.yaml:1: \"oidc-isuers\"");
    }

    @Test
    void mergesTheFilesOfAFolder() throws IOException {
        var merged = Files.createDirectory(folder.resolve("trust"));
        for (var name : List.of("one", "two")) {
            Files.writeString(
                    merged.resolve(name + ".yaml"),
                    "oidc-issuers: {'https://%1$s.example.com': {issuer-url: 'https://%1$s.example.com', client-id: a, type: email}}"
                            .formatted(name));
        }

        var shown = CommandRun.of("config", "show", merged.toString());
        var checked = CommandRun.of("config", "check", merged.toString());

        assertThat(shown.out())
                .contains("# " + merged.resolve("one.yaml") + ":1\n  \"https://one.example.com\":\n")
                .contains("# " + merged.resolve("two.yaml") + ":1\n  \"https://two.example.com\":\n");
        assertThat(checked.out()).isEqualTo(merged + ": a server would start (issuers: 2, patterns: 0)\n");
    }

    private CommandRun check(String... more) {
        var arguments = new ArrayList<>(List.of("config", "check", trust.toString()));
        arguments.addAll(List.of(more));
        return CommandRun.of(arguments.toArray(String[]::new));
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static String extension(JsonNode answer, String oid) {
        for (var extension : answer.path("decision").path("extensions")) {
            if (extension.path("oid").asString().equals(oid)) {
                return extension.path("value").asString();
            }
        }
        throw new AssertionError("no extension " + oid);
    }
}
