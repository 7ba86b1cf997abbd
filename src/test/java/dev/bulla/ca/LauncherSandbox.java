/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A copy of the launcher in a folder with a blank in its name, and a machine around it that has what a test puts there. */
final class LauncherSandbox {
    private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");

    private final Path folder;
    private final Path repository;
    private final Map<String, String> environment = new HashMap<>();

    record Run(int exit, String output) {}

    LauncherSandbox(Path folder) throws IOException, URISyntaxException {
        this.folder = folder;
        repository = folder.resolve("a repository");
        copy("bulla");
        copy(".mvn/jdk.sh");
        copy("deploy/java.options");
        for (var source : List.of("pom.xml", "src/pom.xml", "ct-log/pom.xml")) {
            write(repository.resolve(source), "");
        }
        write(repository.resolve("src/main/java/Main.java"), "");
        write(repository.resolve("ct-log/src/main/java/Log.java"), "");
        script(
                repository.resolve("mvnw"),
                "echo maven with ${JAVA_HOME##*/}; mkdir -p src/target; touch src/target/bulla.jar");
        age(repository);
        environment("HOME", folder.resolve("home").toString());
        environment("BULLA_SYSROOT", folder.resolve("system").toString());
    }

    Path folder() {
        return folder;
    }

    Path launcher() {
        return repository.resolve("bulla");
    }

    /** How Java is told to read its own flags. */
    String options() {
        return "@" + repository.resolve("deploy/java.options");
    }

    void environment(String name, String value) {
        environment.put(name, value);
    }

    /** A Java that answers with the name of its folder and its arguments, one a line, and writes a cache when it is to. */
    Path java(String place, int version) throws IOException {
        var home = folder.resolve(place);
        write(home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + ".0.3\"\n");
        script(home.resolve("bin/java"), "echo java of " + home.getFileName() + """
                ; printf '%s\\n' "$@"
                case "$*" in
                  *-XX:AOTMode=create*)
                    for word; do
                      case $word in -XX:AOTCache=*) echo learned >"${word#*=}" ;; esac
                    done ;;
                esac""");
        script(home.resolve("bin/javac"), "exit 1");
        return home;
    }

    void defaultJava(int version) throws IOException {
        environment("PATH", java("default", version).resolve("bin") + ":/usr/bin:/bin");
    }

    /** A Java that never ends a warm-up well. */
    void javaThatCannotWarmUp(String place) throws IOException {
        var home = java(place, 25);
        script(
                home.resolve("bin/java"),
                "case \"$*\" in *-XX:AOTMode*) exit 1 ;; esac; echo java; printf '%s\\n' \"$@\"");
    }

    /** What Java learned in a warm-up. */
    Path cache() {
        return repository.resolve("src/target/bulla.aot");
    }

    /** Leaves behind what {@code ./mvnw verify} does when it begins at this time. */
    void buildWithMaven(Instant begun) throws IOException {
        for (var file : List.of("src/target/bulla.jar", "src/target/bulla.built")) {
            write(repository.resolve(file), "");
            Files.setLastModifiedTime(repository.resolve(file), FileTime.from(begun));
        }
    }

    void breakMaven() throws IOException {
        script(repository.resolve("mvnw"), "exit 1");
    }

    void change(String source) throws IOException {
        Files.setLastModifiedTime(repository.resolve("src/target/bulla.jar"), FileTime.from(LONG_AGO.plusSeconds(1)));
        age(repository);
        Files.setLastModifiedTime(repository.resolve(source), FileTime.from(LONG_AGO.plusSeconds(2)));
    }

    Run run(String... arguments) throws IOException, InterruptedException {
        return runAs(launcher(), arguments);
    }

    Run runAs(Path command, String... arguments) throws IOException, InterruptedException {
        var words = new ArrayList<>(List.of(command.toString()));
        words.addAll(List.of(arguments));
        var builder = new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Run(process.waitFor(), output);
    }

    /** Tests run from src/target/test-classes, wherever the repository lies. */
    private void copy(String file) throws IOException, URISyntaxException {
        var classes = Path.of(LauncherSandbox.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        var original = classes.resolve("../../..").normalize().resolve(file);
        Files.createDirectories(repository.resolve(file).getParent());
        Files.copy(original, repository.resolve(file));
    }

    private void age(Path root) throws IOException {
        try (var files = Files.walk(root)) {
            for (var file : files.filter(f -> !f.endsWith("bulla.jar")).toList()) {
                Files.setLastModifiedTime(file, FileTime.from(LONG_AGO));
            }
        }
    }

    private static void script(Path file, String body) throws IOException {
        write(file, "#!/bin/sh\n" + body + "\n");
        if (!file.toFile().setExecutable(true)) {
            throw new IOException("cannot make " + file + " executable");
        }
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
