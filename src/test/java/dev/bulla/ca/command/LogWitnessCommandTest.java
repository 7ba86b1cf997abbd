/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A witness is made once, and does not start with what makes no sense. {@code WitnessedLogTest} runs some. */
class LogWitnessCommandTest {
    private static final String LOG = "log.example/2026+58360900+ASGyevVJSKk+3l7v9bd1bvfPWxl6Vp1dcu5DXZogB9Ni";

    @TempDir
    private Path folder;

    @Test
    void aWitnessIsMadeOnceUnderANameForEver() {
        var made = run("--create", "--name", "w.example/1");

        assertThat(made.exit()).isZero();
        assertThat(made.out()).matches("w\\.example/1\\+[0-9a-f]{8}\\+B[A-Za-z0-9+/]{43}\\n");
        assertThat(folder.resolve("w/verifier-key")).hasContent(made.out());

        var again = run("--create", "--name", "w.example/2");
        assertThat(again.exit()).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(again.err()).contains("has a witness already: w.example/1+");
    }

    @Test
    void aNameCannotHaveASpaceOrAPlusSign() {
        assertThat(run("--create", "--name", "a+b").err()).contains("must have no space and no plus sign");
        assertThat(run("--create", "--name", "a b").exit()).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(folder.resolve("w")).doesNotExist();
    }

    @Test
    void flagsThatMakeNoSenseAreTold() throws IOException {
        assertThat(run().err()).contains("which logs shall be watched?");
        assertThat(run("--create").err()).contains("--create needs --name");
        assertThat(run("--create", "--name", "w.example/1", "--port", "7380").err())
                .contains("--port goes with the start of a witness");
        assertThat(folder.resolve("w")).doesNotExist();
        assertThat(run("--policy", policy("quorum none\n"), "--tls-key", "x").err())
                .contains("go together");
        assertThat(run("--policy", policy("quorum none\n"), "--port", "65536").exit())
                .isEqualTo(ExitCode.USAGE);
    }

    @Test
    void itDoesNotStartWithoutAKeyOrALogToWatch() throws IOException {
        assertThat(run("--policy", policy("log " + LOG + "\nquorum none\n")).err())
                .contains("there is no witness in", "--create");

        run("--create", "--name", "w.example/1");
        assertThat(run("--policy", policy("quorum none\n")).err()).contains("names no log to watch");
        assertThat(run("--policy", policy("log x\nquorum\n")).err()).contains("line 1: ", "line 2: ");
    }

    @Test
    void itDoesNotStartWithAnotherKey() throws IOException {
        run("--create", "--name", "w.example/1");
        Files.writeString(
                folder.resolve("w/verifier-key"),
                "w.example/1+42612b52+BEP8Y5jf80SWqt0AjtV+Zgjvs/lZTZhRSEx7HtcgSADp\n");

        assertThat(run("--policy", policy("log " + LOG + "\nquorum none\n")).exit())
                .isEqualTo(ExitCode.CONFIGURATION);
    }

    @Test
    void itDoesNotStartWithWhatItDidNotWrite() throws IOException {
        run("--create", "--name", "w.example/1");
        var name = "3192c68a87e6daf8bbecabd9ba0d92295ae50b2c345b99ac56f22a4b33593fbe";
        Files.writeString(
                Files.createDirectories(folder.resolve("w/logs/" + name)).resolve("checkpoint"), "damaged");

        var run = run("--policy", policy("log " + LOG + "\nquorum none\n"));

        assertThat(run.exit()).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(run.err()).contains(name, "is not what this witness wrote there about log.example/2026");
    }

    private String policy(String text) throws IOException {
        return Files.writeString(folder.resolve("policy"), text).toString();
    }

    private CommandRun run(String... flags) {
        var all = new ArrayList<>(
                List.of("log", "witness", "--data", folder.resolve("w").toString()));
        all.addAll(List.of(flags));
        if (!all.contains("--create") && !all.contains("--port")) {
            all.addAll(List.of("--port", "0", "--admin-port", "0"));
        }
        return CommandRun.of(all.toArray(String[]::new));
    }
}
