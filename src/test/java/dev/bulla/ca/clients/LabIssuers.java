/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.clients;

import dev.bulla.ca.testing.TestIssuer;
import dev.bulla.ca.testing.TestToken;
import dev.bulla.ca.testing.TokenKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * Who vouches for people and builds in the lab: an issuer of addresses that is asked over the network, and GitHub Actions, whose
 * keys are pinned since we have not its own.
 */
public final class LabIssuers implements AutoCloseable {
    /** Some clients verify by this name alone. */
    public static final String GITHUB = "https://token.actions.githubusercontent.com";

    public static final String GITLAB = "https://gitlab.com";
    public static final String BUILDKITE = "https://agent.buildkite.com";
    public static final String JENKINS = "https://jenkins.example.com/oidc";

    public static final String REPOSITORY = "ada/engine";
    public static final String WORKFLOW = "https://github.com/ada/engine/.github/workflows/release.yml@refs/tags/v1";
    public static final String COMMIT = "8f2b1c9ad0f14be0a2d7ff1fcd5d3b1c4e6a7790";

    private final TestIssuer people = TestIssuer.started();
    private final TokenKey github = TokenKey.rsa("pinned", 2048);
    private final Path trust;

    private LabIssuers(Path folder) throws IOException {
        var keys = Files.writeString(
                folder.resolve("github-keys.json"),
                JsonMapper.shared().writeValueAsString(Map.of("keys", List.of(github.jwk()))));
        trust = Files.createDirectories(folder.resolve("trust"));
        Files.writeString(
                trust.resolve("issuers.yaml"), """
                oidc-issuers:
                  %1$s: {issuer-url: "%1$s", client-id: sigstore, type: email}
                  %2$s: {issuer-url: "%2$s", client-id: sigstore, type: ci-provider, ci-provider: github-workflow, jwks-file: "%3$s"}
                  %4$s: {issuer-url: "%4$s", client-id: sigstore, type: ci-provider, ci-provider: gitlab-pipeline, jwks-file: "%3$s"}
                  %5$s: {issuer-url: "%5$s", client-id: sigstore, type: ci-provider, ci-provider: buildkite-job, jwks-file: "%3$s"}
                  %6$s: {issuer-url: "%6$s", client-id: sigstore, type: uri, subject-domain: "https://jenkins.example.com", jwks-file: "%3$s"}
                """.formatted(people.url(), GITHUB, keys, GITLAB, BUILDKITE, JENKINS));
        for (var provider : List.of("github-workflow.yaml", "gitlab-pipeline.yaml", "buildkite-job.yaml")) {
            Files.copy(Path.of("../config/ci-providers").resolve(provider), trust.resolve(provider));
        }
    }

    static LabIssuers start(Path folder) throws IOException {
        return new LabIssuers(folder);
    }

    /** What the server reads. */
    Path trust() {
        return trust;
    }

    /** The issuer of addresses. */
    public String people() {
        return people.url();
    }

    /** A token for whoever has this address. */
    public String person(String address) {
        return people.token(token -> token.claim("email", address));
    }

    /** A token for a build of a release; its certificate is for {@link #WORKFLOW}. */
    public String build() {
        var workflow = WORKFLOW.substring("https://github.com/".length());
        return TestToken.honest(github, GITHUB, Instant.now())
                .without("email")
                .without("email_verified")
                .claim("sub", "repo:" + REPOSITORY + ":ref:refs/tags/v1")
                .claim("event_name", "push")
                .claim("sha", COMMIT)
                .claim("workflow", "release")
                .claim("repository", REPOSITORY)
                .claim("repository_id", "1815")
                .claim("repository_owner", "ada")
                .claim("repository_owner_id", "1852")
                .claim("repository_visibility", "public")
                .claim("ref", "refs/tags/v1")
                .claim("job_workflow_ref", workflow)
                .claim("job_workflow_sha", COMMIT)
                .claim("workflow_ref", workflow)
                .claim("workflow_sha", COMMIT)
                .claim("runner_environment", "github-hosted")
                .claim("run_id", "17")
                .claim("run_attempt", "1")
                .compact();
    }

    /** A token of another build system, for a build of the tag {@code v1}. */
    public String build(String issuer) {
        var token = TestToken.honest(github, issuer, Instant.now())
                .without("email")
                .without("email_verified")
                .claim("runner_environment", "self-hosted");
        var claimed = switch (issuer) {
            case GITLAB ->
                token.claim("sub", "project_path:ada/engine:ref_type:tag:ref:v1")
                        .claim("ci_config_ref_uri", "gitlab.com/ada/engine//.gitlab-ci.yml@refs/tags/v1")
                        .claim("ref", "v1")
                        .claim("ref_type", "tag")
                        .claim("ci_config_sha", COMMIT)
                        .claim("sha", COMMIT)
                        .claim("project_path", REPOSITORY)
                        .claim("project_id", "1815")
                        .claim("namespace_path", "ada")
                        .claim("namespace_id", "1852")
                        .claim("pipeline_source", "push")
                        .claim("project_visibility", "private")
                        .claim("job_id", "17");
            case BUILDKITE ->
                token.claim("sub", "organization:ada:pipeline:engine:ref:refs/tags/v1:commit:" + COMMIT + ":step:")
                        .claim("organization_slug", "ada")
                        .claim("pipeline_slug", "engine")
                        .claim("build_number", 17)
                        .claim("build_commit", COMMIT)
                        .claim("build_source", "webhook")
                        .claim("job_id", "0191");
            case JENKINS -> token.claim("sub", "https://jenkins.example.com/job/engine/");
            default -> throw new IllegalArgumentException("no build system of the lab: " + issuer);
        };
        return claimed.compact();
    }

    @Override
    public void close() {
        people.close();
    }
}
