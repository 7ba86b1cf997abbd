/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code bulla log create}. */
class LogCreateCommandTest {
    @TempDir
    private Path folder;

    @Test
    void makesALogOnceAndSaysItsId() {
        var data = folder.resolve("data").toString();

        var made = CommandRun.of("log", "create", "--data", data, "--log-origin", "log.example/new");
        assertThat(made.exit()).isZero();
        assertThat(made.out()).matches("made the log log\\.example/new, id [0-9a-f]{64}\n");

        var again = CommandRun.of("log", "create", "--data", data, "--log-origin", "log.example/new");
        assertThat(again.exit()).isNotZero();
        assertThat(again.err()).contains("there is one in " + data + " already");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"--port=1", "--log-accepted-roots=x", "--requests-in-flight=1", "--tls-key=x", "--log-reserve=1"
            })
    void knowsOnlyTheFlagsThatALogIsMadeWith(String flag) {
        var run =
                CommandRun.of("log", "create", "--data", folder.resolve("data").toString(), flag);

        assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("Unknown option");
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void takesTheFileThatTheLogIsRunWith() throws Exception {
        var file = Files.writeString(
                folder.resolve("log.yaml"),
                "data: %s\nlog-origin: log.example/new\nport: 6962\nlog-accepted-roots: [root.pem]\n"
                        .formatted(folder.resolve("data")));

        var made = CommandRun.of("log", "create", "--config", file.toString());

        assertThat(made.err()).isEmpty();
        assertThat(made.exit()).isZero();
        assertThat(folder.resolve("data")).isDirectory();
    }
}
