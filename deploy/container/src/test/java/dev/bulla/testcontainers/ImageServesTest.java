/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.testcontainers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** The image with as few rights and as little memory as it says it needs. */
@TestInstance(Lifecycle.PER_CLASS)
class ImageServesTest {
    private static final int LOAD_SECONDS = 15;

    @AutoClose
    private final Requester requester = new Requester();

    @AutoClose
    private RestrictedServer server;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        server = RestrictedServer.started(Files.createDirectory(folder.resolve("configuration")));
    }

    @Test
    void issuesCertificatesOverHttp() throws Exception {
        requester.hold(requester.overHttp(server.url(), server.token()));
    }

    @Test
    void issuesCertificatesOverGrpc() throws Exception {
        requester.hold(requester.overGrpc(server.host(), server.port(RestrictedServer.GRPC), server.token()));
    }

    @Test
    void isHealthyByItsOwnCommand() throws Exception {
        RestrictedServer.await(() -> server.health().equals("healthy"));
    }

    @Test
    void runsItsCommandsInTheContainerAndPrintsNothingBesideThem() throws Exception {
        var run = server.run("log", "url");

        assertThat(run.getExitCode()).as(run.getStderr()).isZero();
        assertThat(run.getStdout().lines()).isNotEmpty().allMatch(line -> line.startsWith("http"));
        assertThat(run.getStderr()).isEmpty();
    }

    @Test
    void findsNearlyAllClassesReadyThatAreListed() throws Exception {
        var listed = Files.readAllLines(Path.of("classes")).size();

        var counted = server.runProgram("jcmd", "1", "PerfCounter.print").getStdout();

        assertThat(counter("java.cls.sharedLoadedClasses", counted))
                .as("deploy/container/learn renews the list")
                .isGreaterThan(listed * 9L / 10);
    }

    private static long counter(String name, String counted) {
        return counted.lines()
                .filter(line -> line.startsWith(name + "="))
                .mapToLong(line -> Long.parseLong(line.substring(name.length() + 1)))
                .sum();
    }

    @Test
    void livesOnItsMemoryUnderLoad() throws Exception {
        var load = Load.of(requester.request(server.url(), server.token()));
        try (load) {
            TimeUnit.SECONDS.sleep(LOAD_SECONDS);
        }

        assertThat(load.certificates()).isGreaterThan(LOAD_SECONDS * 10);
        assertThat(load.others()).isZero();
        assertThat(server.now().getState().getOOMKilled()).isFalse();
        assertThat(server.now().getState().getRunning()).isTrue();
    }
}
