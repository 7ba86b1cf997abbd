/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.testcontainers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A container that is killed while it issues. */
class KilledImageTest {
    private static final int ENOUGH = 50;

    @TempDir
    private Path folder;

    @Test
    void hasEveryCertificateInItsLogThatAnybodyGot() throws Exception {
        try (var requester = new Requester();
                var server = RestrictedServer.started(Files.createDirectory(folder.resolve("configuration")))) {
            var load = Load.of(requester.request(server.url(), server.token()));
            try (load) {
                RestrictedServer.await(() -> load.certificates() > ENOUGH);
                server.kill();
            }
            server.startAgain();

            assertThat(size(server)).isGreaterThanOrEqualTo(load.certificates());
            var checked = server.run("log", "fsck", "bulla-data");
            assertThat(checked.getExitCode())
                    .as(checked.getStdout() + checked.getStderr())
                    .isZero();
            requester.hold(requester.overHttp(server.url(), server.token()));
        }
    }

    private static long size(RestrictedServer server) throws IOException {
        return Long.parseLong(server.page("/log/checkpoint").lines().toList().get(1));
    }
}
