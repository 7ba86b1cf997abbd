/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.identity;

import static dev.bulla.ca.identity.ClaimObject.unusable;
import static dev.bulla.ca.x509.Extension.*;

import dev.bulla.ca.token.Claim;
import dev.bulla.ca.token.VerifiedToken;
import dev.bulla.ca.x509.SubjectName;
import java.util.List;

/**
 * Pipelines of gitlab.com, named by their definition. Kept for configurations that do not use the templates yet; other
 * instances of GitLab need those, since the host is fixed here.
 */
public record GitlabPipelineRule() implements IdentityRule {
    private static final UriText GITLAB = UriText.parse("https://gitlab.com/");

    private static final List<String> REQUIRED = List.of(
            "project_path",
            "pipeline_source",
            "pipeline_id",
            "ci_config_ref_uri",
            "job_id",
            "ref",
            "ref_type",
            "namespace_path",
            "namespace_id",
            "project_id",
            "sha",
            "runner_environment");
    private static final List<String> OPTIONAL = List.of("ci_config_sha", "project_visibility");

    @Override
    public Identity identify(VerifiedToken token) {
        var job = ClaimObject.of(token);
        REQUIRED.forEach(job::required);
        OPTIONAL.forEach(job::text);
        requireRunner(job);
        var ref = ref(job);
        return Mapping.of(token, to -> describe(job, ref, to));
    }

    private static void requireRunner(ClaimObject job) {
        switch (job.members().get("runner_id")) {
            case null -> throw unusable("missing runner_id claim in ID token");
            case Claim.Number(var digits) when isIdentifier(digits) -> {}
            default -> throw unusable("claim runner_id is not a whole number other than 0");
        }
    }

    private static boolean isIdentifier(String digits) {
        try {
            return Long.parseLong(digits) != 0;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static String ref(ClaimObject job) {
        return switch (job.text("ref_type")) {
            case "branch" -> "refs/heads/" + job.text("ref");
            case "tag" -> "refs/tags/" + job.text("ref");
            default -> throw unusable("unexpected ref_type: neither branch nor tag");
        };
    }

    private static SubjectName describe(ClaimObject job, String ref, Mapping to) {
        var name = Mapping.uri(() -> definition(job));
        to.put(BUILD_SIGNER_URI, () -> definition(job))
                .put(BUILD_SIGNER_DIGEST, job.text("ci_config_sha"))
                .put(RUNNER_ENVIRONMENT, job.text("runner_environment"))
                .put(SOURCE_REPOSITORY_URI, () -> GITLAB.join(job.text("project_path")))
                .put(SOURCE_REPOSITORY_DIGEST, job.text("sha"))
                .put(SOURCE_REPOSITORY_REF, ref)
                .put(SOURCE_REPOSITORY_IDENTIFIER, job.text("project_id"))
                .put(SOURCE_REPOSITORY_OWNER_URI, () -> GITLAB.join(job.text("namespace_path")))
                .put(SOURCE_REPOSITORY_OWNER_IDENTIFIER, job.text("namespace_id"))
                .put(BUILD_CONFIG_URI, () -> definition(job))
                .put(BUILD_CONFIG_DIGEST, job.text("ci_config_sha"))
                .put(BUILD_TRIGGER, job.text("pipeline_source"))
                .put(RUN_INVOCATION_URI, () -> GITLAB.join(job.text("project_path"), "-/jobs", job.text("job_id")))
                .put(SOURCE_REPOSITORY_VISIBILITY, job.text("project_visibility"));
        return name;
    }

    /** The claim is a URI without its scheme. */
    private static UriText definition(ClaimObject job) {
        return UriText.parse(job.text("ci_config_ref_uri")).overHttps();
    }
}
