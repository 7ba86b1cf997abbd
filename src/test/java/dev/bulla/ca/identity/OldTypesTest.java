/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.identity;

import static dev.bulla.ca.x509.Extension.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bulla.ca.fault.Refusal;
import dev.bulla.ca.fault.RefusedException;
import dev.bulla.ca.token.VerifiedTokens;
import dev.bulla.ca.x509.Extension;
import dev.bulla.ca.x509.SubjectName;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every type that is no template makes of a token of its real issuer, and what the requester has to sign. */
class OldTypesTest {
    private static final String GITHUB = """
            {"iss":"https://token.actions.githubusercontent.com","sub":"repo:sigstore/fulcio:ref:refs/heads/main","event_name":"push",
             "job_workflow_ref":"sigstore/fulcio/.github/workflows/foo.yaml@refs/heads/main","job_workflow_sha":"example-sha",
             "ref":"refs/heads/main","repository":"sigstore/fulcio","repository_id":"12345","repository_owner":"username",
             "repository_owner_id":"345","repository_visibility":"public","run_attempt":"1","run_id":"42",
             "runner_environment":"cloud-hosted","sha":"aaaa","workflow":"foo",
             "workflow_ref":"sigstore/other/.github/workflows/foo.yaml@refs/heads/main","workflow_sha":"example-sha-other",
             "environment":"production"}""";
    private static final String GITLAB = """
            {"iss":"https://gitlab.com","sub":"project_path:cpanato/testing-cosign:ref_type:branch:ref:main","project_id":"42831435",
             "project_path":"cpanato/testing-cosign","namespace_id":"1730270","namespace_path":"cpanato","pipeline_id":"757451528",
             "pipeline_source":"push","job_id":"3659681386","ref":"main","ref_type":"branch",
             "ci_config_ref_uri":"gitlab.com/cpanato/testing-cosign//.gitlab-ci.yml@refs/heads/main","ci_config_sha":"714a",
             "sha":"714b","runner_id":1,"runner_environment":"gitlab-hosted","project_visibility":"public"}""";
    private static final String CODEFRESH = """
            {"iss":"https://oidc.codefresh.io","sub":"account:628a:pipeline:65e5","account_id":"628a",
             "account_name":"codefresh-account","pipeline_id":"65e5","pipeline_name":"oidc-test/get-token","workflow_id":"65e6",
             "scm_repo_url":"https://github.com/codefresh-io/fulcio-oidc","scm_ref":"main","runner_environment":"hybrid"}""";

    @Test
    void spiffe() {
        assertNamed(
                new SpiffeRule("example.com"),
                "{\"iss\":\"https://iss.example.com\",\"sub\":\"spiffe://example.com/foo/bar\"}",
                "spiffe://example.com/foo/bar",
                new SubjectName.Uri("spiffe://example.com/foo/bar"),
                Map.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"example.com", "spiffe://example.com", "spiffe://example.com/", "spiffe://example.com/a/b"})
    void spiffeKnowsItsTrustDomainInEverySpelling(String domain) {
        var identity = new SpiffeRule(domain)
                .identify(VerifiedTokens.of("{\"iss\":\"https://i\",\"sub\":\"spiffe://example.com\"}"));

        assertThat(identity).isInstanceOf(Identity.Named.class);
    }

    @Test
    void uri() {
        assertNamed(
                new UriRule("https://example.com"),
                "{\"iss\":\"https://accounts.example.com\",\"sub\":\"https://example.com/users/1\"}",
                "https://example.com/users/1",
                new SubjectName.Uri("https://example.com/users/1"),
                Map.of());
    }

    @Test
    void username() {
        assertNamed(
                new UsernameRule("example.com"),
                "{\"iss\":\"https://accounts.example.com\",\"sub\":\"alice\"}",
                "alice",
                new SubjectName.Username("alice!example.com"),
                Map.of());
    }

    @Test
    void kubernetes() {
        assertNamed(
                new KubernetesRule(),
                """
                {"iss":"https://iss.example.com","sub":"system:serviceaccount:foo:baz","kubernetes.io":{"namespace":"foo",
                 "pod":{"name":"bar","uid":"1"},"serviceaccount":{"name":"baz","uid":"2"}}}""",
                "system:serviceaccount:foo:baz",
                new SubjectName.Uri("https://kubernetes.io/namespaces/foo/serviceaccounts/baz"),
                Map.of());
    }

    @Test
    void chainguardSignsTheAddressWhereThereIsOne() {
        var sub = "0475f6baca584a8964a6bce6b74dbe78dd8805b6/b74e966a5dbf0e2f";
        var name = new SubjectName.Uri("https://issuer.enforce.dev/" + sub);
        var token = "{\"iss\":\"https://issuer.enforce.dev\",\"sub\":\"" + sub + "\",\"act\":{\"aud\":\"x\"}";

        assertNamed(new ChainguardRule(), token + "}", sub, name, Map.of());
        assertNamed(
                new ChainguardRule(),
                token + ",\"email\":\"jane@doe.dev\",\"email_verified\":true}",
                "jane@doe.dev",
                name,
                Map.of());
    }

    @Test
    void buildkite() {
        assertNamed(
                new BuildkiteJobRule(),
                """
                {"iss":"https://agent.buildkite.com","sub":"organization:acme-inc:pipeline:bash-example",
                 "organization_slug":"acme-inc","pipeline_slug":"bash-example"}""",
                "organization:acme-inc:pipeline:bash-example",
                new SubjectName.Uri("https://buildkite.com/acme-inc/bash-example"),
                Map.of());
    }

    @Test
    void github() {
        var says = new HashMap<Extension, String>();
        says.put(GITHUB_WORKFLOW_TRIGGER, "push");
        says.put(GITHUB_WORKFLOW_SHA, "aaaa");
        says.put(GITHUB_WORKFLOW_NAME, "foo");
        says.put(GITHUB_WORKFLOW_REPOSITORY, "sigstore/fulcio");
        says.put(GITHUB_WORKFLOW_REF, "refs/heads/main");
        says.put(BUILD_SIGNER_URI, "https://github.com/sigstore/fulcio/.github/workflows/foo.yaml@refs/heads/main");
        says.put(BUILD_SIGNER_DIGEST, "example-sha");
        says.put(RUNNER_ENVIRONMENT, "cloud-hosted");
        says.put(SOURCE_REPOSITORY_URI, "https://github.com/sigstore/fulcio");
        says.put(SOURCE_REPOSITORY_DIGEST, "aaaa");
        says.put(SOURCE_REPOSITORY_REF, "refs/heads/main");
        says.put(SOURCE_REPOSITORY_IDENTIFIER, "12345");
        says.put(SOURCE_REPOSITORY_OWNER_URI, "https://github.com/username");
        says.put(SOURCE_REPOSITORY_OWNER_IDENTIFIER, "345");
        says.put(BUILD_CONFIG_URI, "https://github.com/sigstore/other/.github/workflows/foo.yaml@refs/heads/main");
        says.put(BUILD_CONFIG_DIGEST, "example-sha-other");
        says.put(BUILD_TRIGGER, "push");
        says.put(RUN_INVOCATION_URI, "https://github.com/sigstore/fulcio/actions/runs/42/attempts/1");
        says.put(SOURCE_REPOSITORY_VISIBILITY, "public");

        assertNamed(
                new GithubWorkflowRule(),
                GITHUB,
                "repo:sigstore/fulcio:ref:refs/heads/main",
                new SubjectName.Uri("https://github.com/sigstore/fulcio/.github/workflows/foo.yaml@refs/heads/main"),
                says);
    }

    @Test
    void gitlab() {
        var definition = "https://gitlab.com/cpanato/testing-cosign//.gitlab-ci.yml@refs/heads/main";
        var says = new HashMap<Extension, String>();
        says.put(BUILD_SIGNER_URI, definition);
        says.put(BUILD_SIGNER_DIGEST, "714a");
        says.put(RUNNER_ENVIRONMENT, "gitlab-hosted");
        says.put(SOURCE_REPOSITORY_URI, "https://gitlab.com/cpanato/testing-cosign");
        says.put(SOURCE_REPOSITORY_DIGEST, "714b");
        says.put(SOURCE_REPOSITORY_REF, "refs/heads/main");
        says.put(SOURCE_REPOSITORY_IDENTIFIER, "42831435");
        says.put(SOURCE_REPOSITORY_OWNER_URI, "https://gitlab.com/cpanato");
        says.put(SOURCE_REPOSITORY_OWNER_IDENTIFIER, "1730270");
        says.put(BUILD_CONFIG_URI, definition);
        says.put(BUILD_CONFIG_DIGEST, "714a");
        says.put(BUILD_TRIGGER, "push");
        says.put(RUN_INVOCATION_URI, "https://gitlab.com/cpanato/testing-cosign/-/jobs/3659681386");
        says.put(SOURCE_REPOSITORY_VISIBILITY, "public");
        var subject = "project_path:cpanato/testing-cosign:ref_type:branch:ref:main";

        assertNamed(new GitlabPipelineRule(), GITLAB, subject, new SubjectName.Uri(definition), says);

        says.put(SOURCE_REPOSITORY_REF, "refs/tags/v1.0.0");
        var tagged = GITLAB.replace("\"branch\"", "\"tag\"").replace("\"main\"", "\"v1.0.0\"");
        assertNamed(new GitlabPipelineRule(), tagged, subject, new SubjectName.Uri(definition), says);
    }

    @Test
    void codefresh() {
        for (var platform : new String[] {"https://g.codefresh.io", "https://codefresh.example.com"}) {
            var token = CODEFRESH.replace("}", ",\"platform_url\":\"" + platform + "\"}");
            assertNamed(
                    new CodefreshWorkflowRule(),
                    platform.contains("g.") ? CODEFRESH : token,
                    "account:628a:pipeline:65e5",
                    new SubjectName.Uri(platform + "/codefresh-account/oidc-test/get-token:628a/65e5"),
                    Map.of(
                            BUILD_SIGNER_URI,
                            platform + "/build/65e6",
                            RUN_INVOCATION_URI,
                            platform + "/build/65e6",
                            RUNNER_ENVIRONMENT,
                            "hybrid",
                            SOURCE_REPOSITORY_URI,
                            "https://github.com/codefresh-io/fulcio-oidc",
                            SOURCE_REPOSITORY_REF,
                            "main",
                            BUILD_CONFIG_URI,
                            platform + "/api/pipelines/65e5"));
        }
    }

    /** The requester hears of it only after the proof, and by the name of the extension. */
    @Test
    void aPathThatLeadsElsewhereIsAMappingThatFails() {
        var token = VerifiedTokens.of(GITHUB.replace("\"42\"", "\"../../x\""));

        var identity = (Identity.Unmapped) new GithubWorkflowRule().identify(token);

        assertThat(identity.challenge()).isEqualTo("repo:sigstore/fulcio:ref:refs/heads/main");
        assertThat(identity.refusal().refusal()).isEqualTo(Refusal.IDENTITY_UNMAPPABLE);
        assertThat(identity.refusal().sentence())
                .isEqualTo("RunInvocationURI: a path element of the URI leads elsewhere");
    }

    @Test
    void aMissingClaimRefusesTheTokenAndShowsNoValue() {
        var token = VerifiedTokens.of(GITHUB.replace("\"sha\":\"aaaa\",", ""));

        var refused = catchThrowableOfType(RefusedException.class, () -> new GithubWorkflowRule().identify(token));

        assertThat(refused.refusal()).isEqualTo(Refusal.TOKEN_CLAIMS_UNUSABLE);
        assertThat(refused).hasMessage("missing sha claim in ID token");
    }

    /** Damaged at random, from a fixed seed: every answer is a certificate or a refusal. */
    @Test
    void nothingInATokenIsAFaultOfOurs() {
        var random = new Random(57264);
        var values = new String[] {
            "null",
            "7",
            "-0.0",
            "1e400",
            "true",
            "[]",
            "{}",
            "[\"a\"]",
            "{\"a\":{\"b\":null}}",
            "\"\"",
            "\"..\"",
            "\"%\"",
            "\"é x\"",
            "\"//\"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"#?\"",
            "\"" + "x/".repeat(20_000) + "\""
        };
        var tokens = Map.of(
                new GithubWorkflowRule(),
                GITHUB,
                new GitlabPipelineRule(),
                GITLAB,
                new CodefreshWorkflowRule(),
                CODEFRESH);
        tokens.forEach((rule, json) -> {
            var claims = json.split(",\\s*(?=\")", -1);
            for (var i = 0; i < 2_000; i++) {
                var damaged = claims.clone();
                for (var j = 0; j < 3; j++) {
                    var at = 1 + random.nextInt(claims.length - 2);
                    damaged[at] = claims[at].replaceFirst(":.*", ":") + values[random.nextInt(values.length)];
                }
                assertAnswered(rule, String.join(",", damaged));
            }
        });
    }

    private static void assertAnswered(IdentityRule rule, String json) {
        try {
            assertThat(rule.identify(VerifiedTokens.of(json))).isNotNull();
        } catch (RefusedException e) {
            assertThat(e.refusal()).isEqualTo(Refusal.TOKEN_CLAIMS_UNUSABLE);
        }
    }

    private static void assertNamed(
            IdentityRule rule, String json, String challenge, SubjectName name, Map<Extension, String> says) {
        var token = VerifiedTokens.of(json);
        var all = new HashMap<>(says);
        all.put(ISSUER_V1, token.issuer());
        all.put(ISSUER, token.issuer());
        all.put(TOKEN_SUBJECT, token.subject());

        var named = (Identity.Named) rule.identify(token);

        assertThat(named.challenge()).isEqualTo(challenge);
        assertThat(named.principal().name()).isEqualTo(name);
        assertThat(named.principal().extensions()).containsExactlyInAnyOrderEntriesOf(all);
    }
}
