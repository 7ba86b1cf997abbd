/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.clients.pipelines;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The files of {@code deploy/ci}, each as its build system reads it. */
final class Examples {
    private static final Path FOLDER = Path.of(System.getProperty("bulla.root", ".."), "deploy", "ci");

    private Examples() {}

    static Map<String, Object> yaml(String file) {
        return map(new Load(LoadSettings.builder().setLabel(file).build()).loadFromString(text(file)));
    }

    static String text(String file) {
        try {
            return Files.readString(FOLDER.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<Job> jobs() {
        return Stream.of(github(), gitlab(), buildkite(), jenkins()).flatMap(List::stream);
    }

    private static List<Job> github() {
        var workflow = yaml("github-actions.yml");
        return map(workflow.get("jobs")).entrySet().stream()
                .map(job -> new Job(
                        "GitHub Actions, " + job.getKey(),
                        variables(workflow.get("env")),
                        list(map(job.getValue()).get("steps")).stream()
                                .map(step -> map(step).get("run"))
                                .filter(String.class::isInstance)
                                .map(String.class::cast)
                                .toList()))
                .toList();
    }

    /** What one job leaves behind is there in the next one. */
    private static List<Job> gitlab() {
        var pipeline = yaml("gitlab-ci.yml");
        var build = scripts(map(pipeline.get("build")).get("script"));
        return Stream.of("sign-with-cosign", "sign-with-bulla")
                .map(name -> {
                    var scripts = new ArrayList<>(build);
                    scripts.addAll(scripts(map(pipeline.get(name)).get("script")));
                    return new Job("GitLab CI, " + name, variables(pipeline.get("variables")), scripts);
                })
                .toList();
    }

    private static List<Job> buildkite() {
        var pipeline = yaml("buildkite.yml");
        return list(pipeline.get("steps")).stream()
                .map(Examples::map)
                .map(step -> new Job(
                        "Buildkite, " + step.get("key"),
                        variables(pipeline.get("env")),
                        scripts(step.get("commands")).stream()
                                .map(script -> script.replace("$$", "$"))
                                .toList()))
                .toList();
    }

    private static List<Job> jenkins() {
        var pipeline = JenkinsPipeline.parse(text("Jenkinsfile"));
        return pipeline.stages().entrySet().stream()
                .map(stage -> new Job("Jenkins, " + stage.getKey(), pipeline.environment(), stage.getValue()))
                .toList();
    }

    private static Map<String, String> variables(Object node) {
        return map(node).entrySet().stream()
                .collect(java.util.stream.Collectors.toMap(
                        Map.Entry::getKey, variable -> String.valueOf(variable.getValue())));
    }

    private static List<String> scripts(Object node) {
        return list(node).stream().map(String.class::cast).toList();
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Object node) {
        return (Map<String, Object>) node;
    }

    @SuppressWarnings("unchecked")
    static List<Object> list(Object node) {
        return (List<Object>) node;
    }
}
