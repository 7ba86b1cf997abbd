/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.clients.pipelines;

import static dev.bulla.ca.clients.pipelines.Examples.list;
import static dev.bulla.ca.clients.pipelines.Examples.map;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ca.command.CommandRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples as their build systems would read them: names that these know, and what a job needs to be given a token. */
class ExamplesTest {
    private static final Set<String> WORKFLOW =
            Set.of("name", "run-name", "on", "permissions", "env", "defaults", "concurrency", "jobs");
    private static final Set<String> WORKFLOW_JOB = Set.of(
            "name",
            "permissions",
            "needs",
            "if",
            "runs-on",
            "environment",
            "concurrency",
            "outputs",
            "env",
            "defaults",
            "steps",
            "timeout-minutes",
            "strategy",
            "continue-on-error",
            "container",
            "services");
    private static final Set<String> WORKFLOW_STEP = Set.of(
            "id",
            "if",
            "name",
            "uses",
            "run",
            "working-directory",
            "shell",
            "with",
            "env",
            "continue-on-error",
            "timeout-minutes");
    private static final Set<String> GITLAB_JOB = Set.of(
            "after_script",
            "allow_failure",
            "artifacts",
            "before_script",
            "cache",
            "coverage",
            "dependencies",
            "environment",
            "extends",
            "id_tokens",
            "image",
            "inherit",
            "interruptible",
            "needs",
            "parallel",
            "release",
            "resource_group",
            "retry",
            "rules",
            "script",
            "secrets",
            "services",
            "stage",
            "tags",
            "timeout",
            "trigger",
            "variables",
            "when");
    private static final Set<String> BUILDKITE_STEP = Set.of(
            "agents",
            "allow_dependency_failure",
            "artifact_paths",
            "branches",
            "cache",
            "cancel_on_build_failing",
            "command",
            "commands",
            "concurrency",
            "concurrency_group",
            "depends_on",
            "env",
            "if",
            "key",
            "label",
            "matrix",
            "notify",
            "parallelism",
            "plugins",
            "priority",
            "retry",
            "secrets",
            "skip",
            "soft_fail",
            "timeout_in_minutes");
    private static final Set<String> PIPELINE =
            Set.of("agent", "environment", "libraries", "options", "parameters", "post", "stages", "tools", "triggers");

    @Test
    void githubGivesEachJobATokenAndNothingElse() {
        var workflow = Examples.yaml("github-actions.yml");

        assertThat(workflow.keySet()).isSubsetOf(WORKFLOW).contains("on", "jobs");
        assertThat(map(workflow.get("permissions"))).isEmpty();
        for (var job : map(workflow.get("jobs")).values()) {
            assertThat(map(job).keySet()).isSubsetOf(WORKFLOW_JOB);
            assertThat(map(map(job).get("permissions")))
                    .containsExactlyInAnyOrderEntriesOf(Map.of("contents", "read", "id-token", "write"));
            for (var step : list(map(job).get("steps"))) {
                assertThat(map(step).keySet()).isSubsetOf(WORKFLOW_STEP).containsAnyOf("uses", "run");
                assertThat(map(step)
                                .getOrDefault("uses", "none/none@" + "0".repeat(40))
                                .toString())
                        .as("actions are pinned")
                        .matches("[\\w-]+/[\\w-]+@[0-9a-f]{40}");
            }
        }
    }

    @Test
    void gitlabGivesEachJobATokenForOurAudience() {
        var pipeline = Examples.yaml("gitlab-ci.yml");
        var stages = list(pipeline.get("stages"));

        for (var name : List.of("build", "sign-with-cosign", "sign-with-bulla")) {
            var job = map(pipeline.get(name));
            assertThat(job.keySet()).isSubsetOf(GITLAB_JOB).contains("script");
            assertThat(stages).contains(job.get("stage"));
            assertThat(job.get("id_tokens"))
                    .isEqualTo(name.equals("build") ? null : Map.of("SIGSTORE_ID_TOKEN", Map.of("aud", "sigstore")));
        }
        assertThat(pipeline.keySet())
                .containsExactlyInAnyOrder(
                        "workflow", "stages", "variables", "build", "sign-with-cosign", "sign-with-bulla");
    }

    @Test
    void buildkiteLeavesTheVariablesToTheShell() {
        var pipeline = Examples.yaml("buildkite.yml");

        assertThat(pipeline.keySet()).containsExactlyInAnyOrder("env", "steps");
        for (var step : list(pipeline.get("steps"))) {
            assertThat(map(step).keySet()).isSubsetOf(BUILDKITE_STEP).contains("commands");
            assertThat(list(map(step).get("commands")))
                    .allSatisfy(command ->
                            assertThat(command.toString().replace("$$", "")).doesNotContain("$"));
        }
    }

    @Test
    void jenkinsFindsADeclarativePipeline() {
        var pipeline = JenkinsPipeline.parse(Examples.text("Jenkinsfile"));

        assertThat(pipeline.sections()).isSubsetOf(PIPELINE).contains("agent", "stages");
        assertThat(pipeline.stages()).hasSize(2);
    }

    @Test
    void weTrustThatJenkins() {
        var run = CommandRun.of(
                "config",
                "check",
                Path.of(System.getProperty("bulla.root", ".."), "deploy", "ci", "jenkins-issuer.yaml")
                        .toString());

        assertThat(run.exit()).as(run.err()).isZero();
    }

    static Stream<Job> jobs() {
        return Examples.jobs();
    }

    @ParameterizedTest
    @MethodSource("jobs")
    void aShellReadsEachScript(Job job) throws IOException, InterruptedException {
        for (var script : job.scripts()) {
            var shell = new ProcessBuilder("bash", "-n", "-c", script)
                    .redirectErrorStream(true)
                    .start();

            assertThat(new String(shell.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
                    .isEmpty();
            assertThat(shell.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(shell.exitValue()).isZero();
        }
    }

    @Test
    void everyBuildSystemSignsWithBothTools() {
        assertThat(Examples.jobs().filter(job -> job.uses("cosign"))).hasSize(4);
        assertThat(Examples.jobs().filter(job -> job.uses("bulla"))).hasSize(4);
    }
}
