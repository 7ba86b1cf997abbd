/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What the chart makes of one of the values in {@code deploy/kubernetes/tests/values}, as it was written down. */
record Rendered(String name, List<Node> objects) {
    static final Path KUBERNETES = Path.of(System.getProperty("bulla.root", ".."), "deploy", "kubernetes");
    static final Path CHART = KUBERNETES.resolve("bulla");
    static final Path TESTS = KUBERNETES.resolve("tests");

    static Rendered of(String name) {
        return new Rendered(name, Node.readAll(read(golden(name))));
    }

    static Stream<Rendered> all() {
        return names().map(Rendered::of);
    }

    static Stream<String> names() {
        try (var files = Files.list(TESTS.resolve("values"))) {
            return files.map(file -> file.getFileName().toString().replace(".yaml", "")).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path golden(String name) {
        return TESTS.resolve("golden").resolve(name + ".yaml");
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Stream<Node> ofKind(String kind) {
        return objects.stream().filter(object -> object.at("kind").text().equals(kind));
    }

    Node one(String kind) {
        return ofKind(kind).findFirst().orElseThrow(() -> new AssertionError(name + " has no " + kind));
    }

    Node workload() {
        return Stream.concat(ofKind("StatefulSet"), ofKind("Deployment"))
                .findFirst()
                .orElseThrow();
    }

    Node pod() {
        return workload().at("spec", "template", "spec");
    }

    Node container() {
        return pod().at("containers").named("bulla");
    }

    /** The ConfigMap with the settings file and what that names. */
    Node settings() {
        return ofKind("ConfigMap")
                .filter(map -> map.at("metadata", "name").text().endsWith("-settings"))
                .findFirst()
                .orElseThrow()
                .at("data");
    }

    @Override
    public String toString() {
        return name;
    }
}
