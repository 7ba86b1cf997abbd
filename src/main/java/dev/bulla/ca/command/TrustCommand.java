/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import dev.bulla.ca.data.DataFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bulla trust}: what verifiers must know of an authority and its log. */
@Command(
        name = "trust",
        description = "Writes what verifiers must know of this authority and its log.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class,
        subcommands = TrustCommand.Export.class,
        footer = {"", "Example:", "  bulla trust export trust --local --data bulla-data"})
final class TrustCommand extends CommandGroup {
    /** {@code bulla trust export DIR}. */
    @Command(
            name = "export",
            description = "Writes the log's public key and the authority's certificates, as a server keeps them.",
            mixinStandardHelpOptions = true,
            versionProvider = VersionCommand.class,
            footer = {
                "",
                "ctfe.pub has the log's key. A log in shards has several, the next one among them, in ctfe_2027.pub and so on:"
                        + " clients need them all, and the next one before it is used.",
                "fulcio_v1.crt.pem has every certificate of every chain that the server used.",
                "Files that are there are replaced. The server may run or not.",
                "",
                "Example:",
                "  bulla trust export trust --local --data bulla-data"
            })
    static final class Export implements Callable<Integer> {
        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Parameters(index = "0", paramLabel = "DIR", description = "folder to write to")
        private Path folder = Path.of("");

        @Option(names = "--local", description = "take it from a data folder on this machine")
        private boolean local;

        @Mixin
        private DataOption data = new DataOption();

        @Mixin
        private StoreOptions store = new StoreOptions();

        @Override
        public Integer call() throws IOException {
            if (!local) {
                throw new CommandFailedException(
                        "trust is exported from a data folder on this machine only: add --local", ExitCode.USAGE);
            }
            var trust = LocalTrust.of(new DataFolder(data.path()), store.store());
            trust.write(folder);
            spec.commandLine().getOut().print(trust.text(folder));
            spec.commandLine().getOut().flush();
            return ExitCode.OK;
        }
    }
}
