/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.identity;

import static dev.bulla.ca.x509.Extension.BUILD_CONFIG_DIGEST;
import static dev.bulla.ca.x509.Extension.BUILD_CONFIG_URI;
import static dev.bulla.ca.x509.Extension.BUILD_SIGNER_DIGEST;
import static dev.bulla.ca.x509.Extension.BUILD_SIGNER_URI;
import static dev.bulla.ca.x509.Extension.BUILD_TRIGGER;
import static dev.bulla.ca.x509.Extension.DEPLOYMENT_ENVIRONMENT;
import static dev.bulla.ca.x509.Extension.GITHUB_WORKFLOW_NAME;
import static dev.bulla.ca.x509.Extension.GITHUB_WORKFLOW_REF;
import static dev.bulla.ca.x509.Extension.GITHUB_WORKFLOW_REPOSITORY;
import static dev.bulla.ca.x509.Extension.GITHUB_WORKFLOW_SHA;
import static dev.bulla.ca.x509.Extension.GITHUB_WORKFLOW_TRIGGER;
import static dev.bulla.ca.x509.Extension.ISSUER;
import static dev.bulla.ca.x509.Extension.ISSUER_V1;
import static dev.bulla.ca.x509.Extension.RUNNER_ENVIRONMENT;
import static dev.bulla.ca.x509.Extension.RUN_INVOCATION_URI;
import static dev.bulla.ca.x509.Extension.SOURCE_REPOSITORY_DIGEST;
import static dev.bulla.ca.x509.Extension.SOURCE_REPOSITORY_IDENTIFIER;
import static dev.bulla.ca.x509.Extension.SOURCE_REPOSITORY_OWNER_IDENTIFIER;
import static dev.bulla.ca.x509.Extension.SOURCE_REPOSITORY_OWNER_URI;
import static dev.bulla.ca.x509.Extension.SOURCE_REPOSITORY_REF;
import static dev.bulla.ca.x509.Extension.SOURCE_REPOSITORY_URI;
import static dev.bulla.ca.x509.Extension.SOURCE_REPOSITORY_VISIBILITY;
import static dev.bulla.ca.x509.Extension.TOKEN_SUBJECT;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ca.token.VerifiedTokens;
import dev.bulla.ca.x509.Extension;
import dev.bulla.ca.x509.SubjectName;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Tokens of every published provider, and what the original certifies for them. */
class PublishedProvidersTest {
    private static final String GITHUB = """
            {"aud":"sigstore","iss":"https://token.actions.githubusercontent.com",
             "sub":"repo:sigstore/fulcio:ref:refs/heads/main","event_name":"push",
             "job_workflow_ref":"sigstore/fulcio/.github/workflows/foo.yaml@refs/heads/main",
             "job_workflow_sha":"example-sha","ref":"refs/heads/main","repository":"sigstore/fulcio",
             "repository_id":"12345","repository_owner":"username","repository_owner_id":"345",
             "repository_visibility":"public","run_attempt":"1","run_id":"42","runner_environment":"cloud-hosted",
             "sha":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","workflow":"foo",
             "workflow_ref":"sigstore/other/.github/workflows/foo.yaml@refs/heads/main",
             "workflow_sha":"example-sha-other","environment":"production"}""";

    private static final String GITLAB = """
            {"aud":"sigstore","iss":"https://gitlab.com",
             "sub":"project_path:cpanato/testing-cosign:ref_type:branch:ref:main","project_id":"42831435",
             "project_path":"cpanato/testing-cosign","namespace_id":"1730270","namespace_path":"cpanato",
             "pipeline_id":"757451528","pipeline_source":"push","job_id":"3659681386","ref":"main",
             "ref_type":"branch",
             "ci_config_ref_uri":"gitlab.com/cpanato/testing-cosign//.gitlab-ci.yml@refs/heads/main",
             "ci_config_sha":"714a629c0b401fdce83e847fc9589983fc6f46bc",
             "sha":"714a629c0b401fdce83e847fc9589983fc6f46bc","runner_id":1,
             "runner_environment":"gitlab-hosted","project_visibility":"public"}""";

    private static final String CODEFRESH = """
            {"aud":"sigstore","iss":"https://oidc.codefresh.io",
             "sub":"account:628a80b693a15c0f9c13ab75:pipeline:65e5a53e52853dc51a5b0cc1",
             "account_id":"628a80b693a15c0f9c13ab75","account_name":"codefresh-account",
             "pipeline_id":"65e5a53e52853dc51a5b0cc1","pipeline_name":"oidc-test/get-token",
             "workflow_id":"65e6bcf7c2af1f228fa97f80",
             "scm_repo_url":"https://github.com/codefresh-io/fulcio-oidc","scm_ref":"main",
             "runner_environment":"hybrid"}""";

    private static final String BUILDKITE = """
            {"aud":"sigstore","iss":"https://agent.buildkite.com",
             "sub":"organization:acme-inc:pipeline:bash-example:ref:refs/heads/main",
             "organization_slug":"acme-inc","pipeline_slug":"bash-example","build_number":1,
             "build_commit":"9f3182061f1e2cca4702c368cbc039b7dc9d4485",
             "job_id":"0184990a-477b-4fa8-9968-496074483cee","build_source":"ui",
             "runner_environment":"buildkite-hosted"}""";

    private static final String CIRCLECI = """
            {"aud":"sigstore","iss":"https://oidc.circleci.com/org/1111",
             "sub":"org/1111/project/2222/user/3333","oidc.circleci.com/project-id":"2222",
             "oidc.circleci.com/pipeline-id":"4444","oidc.circleci.com/pipeline-definition-id":"5555",
             "oidc.circleci.com/workflow-id":"6666","oidc.circleci.com/job-id":"7777",
             "oidc.circleci.com/ssh-rerun":false,"oidc.circleci.com/vcs-ref":"refs/heads/main",
             "oidc.circleci.com/vcs-origin":"github.com/acme/app"}""";

    private static final String BUDDY = """
            {"aud":"sigstore","iss":"https://eu-oidc.buddyusercontent.com",
             "sub":"https://eu.buddy.works/meok/myproject/pipelines/pipeline/45289",
             "base_url":"https://eu.buddy.works","workspace_domain":"meok","project_name":"myproject",
             "pipeline_id":45289,"execution_id":"RELEASE-69aff6292d3e5ce26541804d","triggered_on":"MANUAL",
             "runner_environment":"platform-hosted"}""";

    @Test
    void namesAWorkflowOfGithub() {
        var named = named("github-workflow", GITHUB);

        assertThat(named.challenge()).isEqualTo("repo:sigstore/fulcio:ref:refs/heads/main");
        assertThat(named.principal().name())
                .isEqualTo(new SubjectName.Uri(
                        "https://github.com/sigstore/fulcio/.github/workflows/foo.yaml@refs/heads/main"));
        assertThat(named.principal().extensions())
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        entry(ISSUER_V1, "https://token.actions.githubusercontent.com"),
                        entry(GITHUB_WORKFLOW_TRIGGER, "push"),
                        entry(GITHUB_WORKFLOW_SHA, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"),
                        entry(GITHUB_WORKFLOW_NAME, "foo"),
                        entry(GITHUB_WORKFLOW_REPOSITORY, "sigstore/fulcio"),
                        entry(GITHUB_WORKFLOW_REF, "refs/heads/main"),
                        entry(ISSUER, "https://token.actions.githubusercontent.com"),
                        entry(
                                BUILD_SIGNER_URI,
                                "https://github.com/sigstore/fulcio/.github/workflows/foo.yaml@refs/heads/main"),
                        entry(BUILD_SIGNER_DIGEST, "example-sha"),
                        entry(RUNNER_ENVIRONMENT, "cloud-hosted"),
                        entry(SOURCE_REPOSITORY_URI, "https://github.com/sigstore/fulcio"),
                        entry(SOURCE_REPOSITORY_DIGEST, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"),
                        entry(SOURCE_REPOSITORY_REF, "refs/heads/main"),
                        entry(SOURCE_REPOSITORY_IDENTIFIER, "12345"),
                        entry(SOURCE_REPOSITORY_OWNER_URI, "https://github.com/username"),
                        entry(SOURCE_REPOSITORY_OWNER_IDENTIFIER, "345"),
                        entry(
                                BUILD_CONFIG_URI,
                                "https://github.com/sigstore/other/.github/workflows/foo.yaml@refs/heads/main"),
                        entry(BUILD_CONFIG_DIGEST, "example-sha-other"),
                        entry(BUILD_TRIGGER, "push"),
                        entry(RUN_INVOCATION_URI, "https://github.com/sigstore/fulcio/actions/runs/42/attempts/1"),
                        entry(SOURCE_REPOSITORY_VISIBILITY, "public"),
                        entry(DEPLOYMENT_ENVIRONMENT, "production"),
                        entry(TOKEN_SUBJECT, "repo:sigstore/fulcio:ref:refs/heads/main")));
    }

    @Test
    void leavesOutTheEnvironmentThatAWorkflowOfGithubDoesNotHave() {
        var named = named("github-workflow", GITHUB.replace(",\"environment\":\"production\"", ""));

        assertThat(named.principal().extensions()).hasSize(22).doesNotContainKey(DEPLOYMENT_ENVIRONMENT);
    }

    @Test
    void namesAPipelineOfGitlab() {
        var named = named("gitlab-pipeline", GITLAB);

        assertThat(named.principal().name())
                .isEqualTo(new SubjectName.Uri(
                        "https://gitlab.com/cpanato/testing-cosign//.gitlab-ci.yml@refs/heads/main"));
        assertThat(added(named))
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        entry(
                                BUILD_SIGNER_URI,
                                "https://gitlab.com/cpanato/testing-cosign//.gitlab-ci.yml@refs/heads/main"),
                        entry(BUILD_SIGNER_DIGEST, "714a629c0b401fdce83e847fc9589983fc6f46bc"),
                        entry(RUNNER_ENVIRONMENT, "gitlab-hosted"),
                        entry(SOURCE_REPOSITORY_URI, "https://gitlab.com/cpanato/testing-cosign"),
                        entry(SOURCE_REPOSITORY_DIGEST, "714a629c0b401fdce83e847fc9589983fc6f46bc"),
                        entry(SOURCE_REPOSITORY_REF, "refs/heads/main"),
                        entry(SOURCE_REPOSITORY_IDENTIFIER, "42831435"),
                        entry(SOURCE_REPOSITORY_OWNER_URI, "https://gitlab.com/cpanato"),
                        entry(SOURCE_REPOSITORY_OWNER_IDENTIFIER, "1730270"),
                        entry(
                                BUILD_CONFIG_URI,
                                "https://gitlab.com/cpanato/testing-cosign//.gitlab-ci.yml@refs/heads/main"),
                        entry(BUILD_CONFIG_DIGEST, "714a629c0b401fdce83e847fc9589983fc6f46bc"),
                        entry(BUILD_TRIGGER, "push"),
                        entry(RUN_INVOCATION_URI, "https://gitlab.com/cpanato/testing-cosign/-/jobs/3659681386"),
                        entry(SOURCE_REPOSITORY_VISIBILITY, "public")));
        assertThat(named.principal().extensions())
                .containsEntry(ISSUER_V1, "https://gitlab.com")
                .containsEntry(ISSUER, "https://gitlab.com")
                .containsEntry(TOKEN_SUBJECT, "project_path:cpanato/testing-cosign:ref_type:branch:ref:main");
    }

    @Test
    void takesWhateverIsNoBranchOfGitlabForATag() {
        var tag = GITLAB.replace("\"ref\":\"main\"", "\"ref\":\"v1.0.0\"").replace("\"branch\"", "\"tag\"");
        var mergeRequest = GITLAB.replace("\"branch\"", "\"merge_request\"");

        assertThat(added(named("gitlab-pipeline", tag))).containsEntry(SOURCE_REPOSITORY_REF, "refs/tags/v1.0.0");
        assertThat(added(named("gitlab-pipeline", mergeRequest)))
                .containsEntry(SOURCE_REPOSITORY_REF, "refs/tags/main");
    }

    @Test
    void tellsThatAPipelineOfGitlabLacksItsConfiguration() {
        var token = VerifiedTokens.of(GITLAB.replace("\"ci_config_sha\":", "\"another\":"));

        var identity = new CiProviderRule(PublishedTemplates.of("gitlab-pipeline")).identify(token);

        assertThat(((Identity.Unmapped) identity).refusal().sentence())
                .isEqualTo("value <ci_config_sha> not present in either claims or defaults. {\n"
                        + "\t\"ExtensionName\": \"BuildSignerDigest\",\n\t\"Issuer\": \"https://gitlab.com\"\n}");
    }

    /** The original certifies the text {@code <nil>} here. */
    @Test
    void takesAnEnvironmentThatIsNullForNone() {
        var named = named("gitlab-pipeline", GITLAB.replace("\"aud\"", "\"environment\":null,\"aud\""));

        assertThat(added(named)).doesNotContainKey(DEPLOYMENT_ENVIRONMENT);
    }

    @Test
    void namesAWorkflowOfCodefresh() {
        var named = named("codefresh-workflow", CODEFRESH);

        assertThat(named.principal().name())
                .isEqualTo(new SubjectName.Uri("https://g.codefresh.io/codefresh-account/oidc-test/get-token:"
                        + "628a80b693a15c0f9c13ab75/65e5a53e52853dc51a5b0cc1"));
        assertThat(added(named))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        BUILD_SIGNER_URI, "https://g.codefresh.io/build/65e6bcf7c2af1f228fa97f80",
                        RUNNER_ENVIRONMENT, "hybrid",
                        SOURCE_REPOSITORY_URI, "https://github.com/codefresh-io/fulcio-oidc",
                        SOURCE_REPOSITORY_REF, "main",
                        BUILD_CONFIG_URI, "https://g.codefresh.io/api/pipelines/65e5a53e52853dc51a5b0cc1",
                        RUN_INVOCATION_URI, "https://g.codefresh.io/build/65e6bcf7c2af1f228fa97f80"));
    }

    @Test
    void prefersThePlatformInTheTokenToTheDefault() {
        var named = named(
                "codefresh-workflow",
                CODEFRESH.replace("\"aud\"", "\"platform_url\":\"https://codefresh.example.com\",\"aud\""));

        assertThat(named.principal().name().value()).startsWith("https://codefresh.example.com/codefresh-account/");
        assertThat(added(named))
                .containsEntry(BUILD_SIGNER_URI, "https://codefresh.example.com/build/65e6bcf7c2af1f228fa97f80");
    }

    @Test
    void namesAPipelineOfBuildkite() {
        var named = named("buildkite-job", BUILDKITE);

        assertThat(named.principal().name())
                .isEqualTo(new SubjectName.Uri("https://buildkite.com/acme-inc/bash-example"));
        assertThat(added(named))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                RUNNER_ENVIRONMENT, "buildkite-hosted",
                                SOURCE_REPOSITORY_DIGEST, "9f3182061f1e2cca4702c368cbc039b7dc9d4485",
                                BUILD_TRIGGER, "ui",
                                RUN_INVOCATION_URI,
                                        "https://buildkite.com/acme-inc/bash-example/builds/1#0184990a-477b-4fa8-9968-496074483cee"));
    }

    @Test
    void namesAPipelineOfCircleci() {
        var named = named("circleci-job", CIRCLECI);

        assertThat(named.principal().name())
                .isEqualTo(new SubjectName.Uri("https://circleci.com/api/v2/projects/2222/pipeline-definitions/5555"));
        assertThat(added(named))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        BUILD_SIGNER_URI, "https://circleci.com/api/v2/projects/2222/pipeline-definitions/5555",
                        RUNNER_ENVIRONMENT, "\"\"",
                        SOURCE_REPOSITORY_URI, "github.com/acme/app",
                        SOURCE_REPOSITORY_REF, "refs/heads/main",
                        BUILD_CONFIG_URI, "https://circleci.com/api/v2/pipeline/4444/config",
                        RUN_INVOCATION_URI, "https://app.circleci.com//workflow/6666/job/7777"));
    }

    @Test
    void tellsARerunOfCircleci() {
        var named = named("circleci-job", CIRCLECI.replace("false", "true"));

        assertThat(added(named)).containsEntry(RUNNER_ENVIRONMENT, "ssh-rerun");
    }

    @Test
    void certifiesEmptySegmentsForATokenOfCircleciWithoutItsClaims() {
        var named = named("circleci-job", "{\"iss\":\"https://oidc.circleci.com/org/1111\"}");

        assertThat(named.challenge()).isEmpty();
        assertThat(named.principal().name())
                .isEqualTo(new SubjectName.Uri("https://circleci.com/api/v2/projects//pipeline-definitions/"));
        assertThat(named.principal().extensions())
                .doesNotContainKeys(SOURCE_REPOSITORY_URI, SOURCE_REPOSITORY_REF, TOKEN_SUBJECT);
    }

    @Test
    void namesAPipelineOfBuddy() {
        var named = named("buddy-pipeline", BUDDY);

        assertThat(named.principal().name())
                .isEqualTo(new SubjectName.Uri("https://eu.buddy.works/meok/myproject/pipelines/pipeline/45289"));
        assertThat(added(named))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        BUILD_SIGNER_URI, "https://eu.buddy.works/meok/myproject/pipelines/pipeline/45289",
                        RUNNER_ENVIRONMENT, "platform-hosted",
                        SOURCE_REPOSITORY_URI, "https://eu.buddy.works/meok/myproject",
                        SOURCE_REPOSITORY_OWNER_URI, "https://eu.buddy.works/meok",
                        BUILD_TRIGGER, "MANUAL",
                        RUN_INVOCATION_URI,
                                "https://eu.buddy.works/meok/myproject/pipelines/pipeline/45289/execution/"
                                        + "RELEASE-69aff6292d3e5ce26541804d"));
    }

    private static Identity.Named named(String provider, String token) {
        return (Identity.Named) new CiProviderRule(PublishedTemplates.of(provider)).identify(VerifiedTokens.of(token));
    }

    /** Without what every certificate says. */
    private static Map<Extension, String> added(Identity.Named named) {
        var added = new TreeMap<>(named.principal().extensions());
        added.keySet().removeIf(Extension::isFromToken);
        return added;
    }
}
