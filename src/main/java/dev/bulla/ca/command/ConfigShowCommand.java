/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import dev.bulla.ca.config.Problems;
import dev.bulla.ca.config.TrustFile;
import dev.bulla.ca.config.TrustText;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bulla config show}: what a server makes of its issuer configuration. */
@Command(
        name = "show",
        description = "Prints an issuer configuration as a server understands it: one file, merged, with its defaults.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class,
        footer = {
            "",
            "Anchors are resolved, files of a folder are merged, and each entry says where it stands. What is printed is a"
                    + " configuration again. The password of a proxy is not shown.",
            "",
            "Example:",
            "  bulla config show issuers.yaml"
        })
final class ConfigShowCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "FILE|DIR", description = "the configuration, as config-path names it")
    private Path path = Path.of("");

    @Override
    public Integer call() {
        var problems = new Problems();
        var trust = TrustFile.read(path, problems);
        problems.throwIfAny();
        var out = spec.commandLine().getOut();
        out.print(TrustText.of(trust));
        out.flush();
        return ExitCode.OK;
    }
}
