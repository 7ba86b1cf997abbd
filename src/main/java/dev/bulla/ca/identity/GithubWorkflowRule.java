/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.identity;

import static dev.bulla.ca.x509.Extension.*;

import dev.bulla.ca.token.VerifiedToken;
import dev.bulla.ca.x509.SubjectName;
import java.util.List;

/** Workflow runs of GitHub, named by the workflow that signs. Kept for configurations that do not use the templates yet. */
public record GithubWorkflowRule() implements IdentityRule {
    private static final UriText GITHUB = UriText.parse("https://github.com/");

    private static final List<String> REQUIRED = List.of(
            "job_workflow_ref",
            "sha",
            "event_name",
            "repository",
            "workflow",
            "ref",
            "job_workflow_sha",
            "runner_environment",
            "repository_id",
            "repository_owner",
            "repository_owner_id",
            "repository_visibility",
            "workflow_ref",
            "workflow_sha",
            "run_id",
            "run_attempt");

    @Override
    public Identity identify(VerifiedToken token) {
        var run = ClaimObject.of(token);
        REQUIRED.forEach(run::required);
        return Mapping.of(token, to -> describe(run, to));
    }

    private static SubjectName describe(ClaimObject run, Mapping to) {
        var name = Mapping.uri(() -> GITHUB.join(run.text("job_workflow_ref")));
        to.put(GITHUB_WORKFLOW_TRIGGER, run.text("event_name"))
                .put(GITHUB_WORKFLOW_SHA, run.text("sha"))
                .put(GITHUB_WORKFLOW_NAME, run.text("workflow"))
                .put(GITHUB_WORKFLOW_REPOSITORY, run.text("repository"))
                .put(GITHUB_WORKFLOW_REF, run.text("ref"))
                .put(BUILD_SIGNER_URI, () -> GITHUB.join(run.text("job_workflow_ref")))
                .put(BUILD_SIGNER_DIGEST, run.text("job_workflow_sha"))
                .put(RUNNER_ENVIRONMENT, run.text("runner_environment"))
                .put(SOURCE_REPOSITORY_URI, () -> GITHUB.join(run.text("repository")))
                .put(SOURCE_REPOSITORY_DIGEST, run.text("sha"))
                .put(SOURCE_REPOSITORY_REF, run.text("ref"))
                .put(SOURCE_REPOSITORY_IDENTIFIER, run.text("repository_id"))
                .put(SOURCE_REPOSITORY_OWNER_URI, () -> GITHUB.join(run.text("repository_owner")))
                .put(SOURCE_REPOSITORY_OWNER_IDENTIFIER, run.text("repository_owner_id"))
                .put(BUILD_CONFIG_URI, () -> GITHUB.join(run.text("workflow_ref")))
                .put(BUILD_CONFIG_DIGEST, run.text("workflow_sha"))
                .put(BUILD_TRIGGER, run.text("event_name"))
                .put(RUN_INVOCATION_URI, () -> invocation(run))
                .put(SOURCE_REPOSITORY_VISIBILITY, run.text("repository_visibility"));
        return name;
    }

    private static UriText invocation(ClaimObject run) {
        return GITHUB.join(
                run.text("repository"), "actions/runs", run.text("run_id"), "attempts", run.text("run_attempt"));
    }
}
