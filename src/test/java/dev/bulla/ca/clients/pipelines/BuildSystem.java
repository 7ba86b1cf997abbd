/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.clients.pipelines;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.bulla.ca.clients.LabIssuers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** What build systems set up for a job of theirs, and how each hands out tokens. */
final class BuildSystem implements AutoCloseable {
    private final LabIssuers issuers;
    private final Path programs;
    private final HttpServer tokens;

    /** @param programs a folder on the path of jobs */
    BuildSystem(LabIssuers issuers, Path programs) throws IOException {
        this.issuers = issuers;
        this.programs = programs;
        tokens = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        tokens.createContext("/github", this::github);
        tokens.createContext("/jobs/0191/oidc/tokens", this::buildkite);
        tokens.start();
    }

    /** By the beginning of a job's name. */
    Map<String, String> variables(Job job) throws IOException {
        return switch (job.name().substring(0, job.name().indexOf(','))) {
            case "GitHub Actions" ->
                Map.ofEntries(
                        Map.entry("GITHUB_ACTIONS", "true"),
                        Map.entry("GITHUB_SERVER_URL", "https://github.com"),
                        Map.entry("GITHUB_REPOSITORY", LabIssuers.REPOSITORY),
                        Map.entry("GITHUB_REF", "refs/tags/v1"),
                        Map.entry("GITHUB_SHA", LabIssuers.COMMIT),
                        Map.entry("GITHUB_RUN_ID", "17"),
                        Map.entry("GITHUB_RUN_ATTEMPT", "1"),
                        Map.entry("GITHUB_WORKFLOW_REF", LabIssuers.WORKFLOW.substring("https://github.com/".length())),
                        Map.entry("ACTIONS_ID_TOKEN_REQUEST_URL", address() + "/github?api-version=2.0"),
                        Map.entry("ACTIONS_ID_TOKEN_REQUEST_TOKEN", "of the job"));
            case "GitLab CI" ->
                Map.of(
                        "GITLAB_CI", "true",
                        "CI_PROJECT_URL", "https://gitlab.com/ada/engine",
                        "CI_COMMIT_TAG", "v1",
                        "SIGSTORE_ID_TOKEN", issuers.build(LabIssuers.GITLAB));
            case "Buildkite" -> {
                agent();
                yield Map.of(
                        "BUILDKITE", "true",
                        "BUILDKITE_ORGANIZATION_SLUG", "ada",
                        "BUILDKITE_PIPELINE_SLUG", "engine",
                        "BUILDKITE_JOB_ID", "0191",
                        "BUILDKITE_AGENT_ENDPOINT", address(),
                        "BUILDKITE_AGENT_ACCESS_TOKEN", "of the agent");
            }
            case "Jenkins" ->
                Map.of(
                        "JOB_URL",
                        "https://jenkins.example.com/job/engine/",
                        "SIGSTORE_ID_TOKEN",
                        issuers.build(LabIssuers.JENKINS));
            default -> throw new IllegalArgumentException("no build system: " + job);
        };
    }

    private String address() {
        return "http://localhost:" + tokens.getAddress().getPort();
    }

    private void github(HttpExchange call) throws IOException {
        var asked = call.getRequestMethod().equals("GET")
                && call.getRequestURI().getQuery().equals("api-version=2.0&audience=sigstore")
                && "bearer of the job".equalsIgnoreCase(call.getRequestHeaders().getFirst("Authorization"));
        answer(call, asked, Map.of("count", 1, "value", issuers.build()));
    }

    private void buildkite(HttpExchange call) throws IOException {
        var body = JsonMapper.shared().readTree(call.getRequestBody().readAllBytes());
        var asked = call.getRequestMethod().equals("POST")
                && body.path("audience").asString().equals("sigstore")
                && "Token of the agent".equals(call.getRequestHeaders().getFirst("Authorization"));
        answer(call, asked, Map.of("token", issuers.build(LabIssuers.BUILDKITE)));
    }

    private static void answer(HttpExchange call, boolean asked, Map<String, ?> answer) throws IOException {
        try (call) {
            var body = asked
                    ? JsonMapper.shared().writeValueAsString(answer)
                    : "not asked for as it should be: " + call.getRequestURI();
            call.getResponseHeaders().set("Content-Type", "application/json");
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            call.sendResponseHeaders(asked ? 200 : 400, bytes.length);
            call.getResponseBody().write(bytes);
        }
    }

    /** The program that hands out Buildkite's tokens for an audience. */
    private void agent() throws IOException {
        var program = Files.writeString(
                programs.resolve("buildkite-agent"), """
                #!/bin/sh
                [ "$*" = "oidc request-token --audience sigstore" ] && echo "%s"
                """.formatted(issuers.build(LabIssuers.BUILDKITE)));
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    }

    @Override
    public void close() {
        tokens.stop(0);
    }
}
