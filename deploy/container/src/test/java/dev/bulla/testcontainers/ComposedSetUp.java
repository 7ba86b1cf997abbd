/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.testcontainers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A copy of {@code deploy/compose}, in which commands are run as somebody types them. Instead of what would be pulled it has images of
 * what {@code .ci/compose} has made.
 */
final class ComposedSetUp implements AutoCloseable {
    private static final Path SOURCES = Path.of("../..").toAbsolutePath().normalize();
    private static final Path MADE = SOURCES.resolve("target/compose");
    private static final String ISSUER = "bulla-test/issuer:latest";
    private static final String WEB = "bulla-test/web:latest";
    private static final File NOTHING = new File("/dev/null");
    private static final long PATIENCE = 240;

    /** Before every command, where there is no Compose but the first version, which has a name of its own and asks for a terminal. */
    private static final String FIRST_VERSION = """
            docker() {
              [ "$1" = compose ] || { command docker "$@"; return; }
              shift
              [ "$1" != exec ] || { shift; set -- exec -T "$@"; }
              docker-compose "$@"
            }
            """;

    private final Path folder;
    private final String prelude;

    private ComposedSetUp(Path folder, String prelude) {
        this.folder = folder;
        this.prelude = prelude;
    }

    /** Whether what it needs is on this machine. */
    static boolean canBeMade() {
        return Files.exists(MADE.resolve("issuer.tar")) && Files.exists(MADE.resolve("web.tar"));
    }

    static ComposedSetUp in(Path root) throws IOException, InterruptedException {
        var folder = root.resolve("deploy/compose");
        copy(SOURCES.resolve("deploy/compose"), folder);
        Files.createSymbolicLink(root.resolve("bulla"), SOURCES.resolve("bulla"));
        var newer = new ComposedSetUp(folder, "").end("docker compose version") == 0;
        var setUp = new ComposedSetUp(folder, newer ? "" : FIRST_VERSION);
        setUp.importImages();
        return setUp;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.toList()) {
                var name = from.relativize(file);
                if (name.startsWith("state") || name.startsWith(".env")) {
                    continue;
                }
                Files.createDirectories(to.resolve(name).getParent());
                Files.copy(file, to.resolve(name));
            }
        }
    }

    private void importImages() throws IOException, InterruptedException {
        run("""
                docker import --change 'ENTRYPOINT ["/usr/sbin/nginx", "-g", "daemon off;"]' %1$s/web.tar %2$s
                docker import --change 'WORKDIR /opt/keycloak' --change 'ENV KC_RUN_IN_CONTAINER=true' \
                  --change 'ENTRYPOINT ["/opt/java/bin/java", "-Dkc.config.built=true", "@arguments", \
                "io.quarkus.bootstrap.runner.QuarkusEntryPoint"]' %1$s/issuer.tar %3$s
                """.formatted(MADE, WEB, ISSUER));
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    /** Runs commands in the folder, none of which may fail, and gives what they print. */
    String run(String commands) throws IOException, InterruptedException {
        assertThat(end(commands)).as(() -> commands + "\n" + said()).isZero();
        return said();
    }

    /** Runs commands in the folder until one fails, and gives how it ended. */
    int end(String commands) throws IOException, InterruptedException {
        var process = new ProcessBuilder("sh", "-euc", prelude + commands)
                .directory(folder.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(NOTHING))
                .redirectErrorStream(true)
                .redirectOutput(file("said").toFile());
        process.environment()
                .putAll(Map.of(
                        "COMPOSE_PROJECT_NAME",
                        "bulla-compose-test",
                        "BULLA_IMAGE",
                        Image.loaded(),
                        "ISSUER_IMAGE",
                        ISSUER,
                        "WEB_IMAGE",
                        WEB));
        var started = process.start();
        if (!started.waitFor(PATIENCE, TimeUnit.SECONDS)) {
            started.descendants().forEach(ProcessHandle::destroyForcibly);
            started.destroyForcibly();
            throw new AssertionError("not over after " + PATIENCE + " s: " + commands + "\n" + said());
        }
        return started.exitValue();
    }

    private String said() {
        try {
            return Files.readString(file("said"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Override
    public void close() throws IOException {
        try {
            for (var file : List.of("cluster.yaml", "compose.yaml")) {
                end("docker compose -f " + file + " down -v --remove-orphans -t 10");
            }
            end("docker rmi " + ISSUER + " " + WEB);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
