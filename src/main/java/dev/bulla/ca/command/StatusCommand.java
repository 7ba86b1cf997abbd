/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bulla status}: whether all is well with a running server, and what is not. */
@Command(
        name = "status",
        description = "Says whether all is well with a running server and, if not, what is wrong.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:all is well", "1:something is wrong", "69:nobody answers"},
        footer = {
            "",
            "It looks twice, a second apart, to say how much goes on.",
            "",
            "Example:",
            "  bulla status",
            "  bulla status --admin http://10.0.0.7:2112 --json"
        })
final class StatusCommand implements Callable<Integer> {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private AdminOption admin = new AdminOption();

    @Option(names = "--json", description = "print one JSON object")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        var port = admin.port();
        var status = look(port);
        var out = spec.commandLine().getOut();
        out.print(
                json
                        ? new StatusJson(port.url(), status).json()
                        : new StatusText(
                                        port.url(),
                                        status,
                                        InstantSource.system().instant())
                                .text());
        out.flush();
        return status.troubles().isEmpty() ? ExitCode.OK : ExitCode.FAILED;
    }

    private static ServerStatus look(AdminPort port) throws InterruptedException {
        var before = port.metrics();
        var since = System.nanoTime();
        Thread.sleep(BETWEEN_LOOKS);
        var now = port.metrics();
        var between = Duration.ofNanos(System.nanoTime() - since);
        return new ServerStatus(port.readiness(), before, now, between);
    }
}
