/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.identity;

import static dev.bulla.ca.x509.Extension.*;

import dev.bulla.ca.token.VerifiedToken;
import dev.bulla.ca.x509.SubjectName;
import java.util.List;

/** Workflows of Codefresh, named by their pipeline. Kept for configurations that do not use the templates yet. */
public record CodefreshWorkflowRule() implements IdentityRule {
    private static final String CODEFRESH = "https://g.codefresh.io";

    private static final List<String> REQUIRED = List.of("account_id", "pipeline_id", "workflow_id");
    private static final List<String> OPTIONAL = List.of(
            "account_name",
            "pipeline_name",
            "initiator",
            "scm_repo_url",
            "scm_user_name",
            "scm_ref",
            "scm_pull_request_target_branch",
            "runner_environment",
            "platform_url");

    @Override
    public Identity identify(VerifiedToken token) {
        var run = ClaimObject.of(token);
        REQUIRED.forEach(run::required);
        OPTIONAL.forEach(run::text);
        return Mapping.of(token, to -> describe(run, to));
    }

    private static SubjectName describe(ClaimObject run, Mapping to) {
        var platform = Mapping.named(Mapping.SUBJECT_NAME, () -> UriText.parse(platform(run)));
        var pipeline = run.text("pipeline_name") + ":" + run.text("account_id") + "/" + run.text("pipeline_id");
        var name = Mapping.uri(() -> platform.join(run.text("account_name"), pipeline));
        to.put(BUILD_SIGNER_URI, () -> platform.join("build", run.text("workflow_id")))
                .put(RUNNER_ENVIRONMENT, run.text("runner_environment"))
                .put(SOURCE_REPOSITORY_URI, run.text("scm_repo_url"))
                .put(SOURCE_REPOSITORY_REF, run.text("scm_ref"))
                .put(BUILD_CONFIG_URI, () -> platform.join("api/pipelines", run.text("pipeline_id")))
                .put(RUN_INVOCATION_URI, () -> platform.join("build", run.text("workflow_id")));
        return name;
    }

    private static String platform(ClaimObject run) {
        var claimed = run.text("platform_url");
        return claimed.isEmpty() ? CODEFRESH : claimed;
    }
}
