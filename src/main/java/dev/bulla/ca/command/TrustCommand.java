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
        subcommands = {TrustCommand.Export.class, TrustTufCommand.class},
        footer = {"", "Example:", "  bulla trust export trust --local --data bulla-data"})
final class TrustCommand extends CommandGroup {
    /** {@code bulla trust export DIR}. */
    @Command(
            name = "export",
            description = "Writes the trusted root, the signing configuration and the keys and certificates in them.",
            mixinStandardHelpOptions = true,
            versionProvider = VersionCommand.class,
            footer = {
                "",
                "trusted_root.json, signing_config.v0.2.json and trust_config.json are what clients read; ctfe.pub has the log's",
                "key. A log in shards has several, the next one among them, in ctfe_2027.pub and so on. fulcio_v1.crt.pem has",
                "every certificate of every chain that the server used; tsa_leaf.crt.pem and so on are those of its timestamps.",
                "",
                "Files that are there are replaced. The server may run or not. Compare the fingerprints by another way than the",
                "files went before you believe them.",
                "",
                "Example:",
                "  bulla trust export trust --local --data bulla-data"
            })
    static final class Export implements Callable<Integer> {
        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Parameters(index = "0", paramLabel = "DIR", description = "folder to write to")
        private Path folder = Path.of("");

        @Option(
                names = "--local",
                description = "name the addresses that the server listens at, where it has no public URL")
        private boolean local;

        @Mixin
        private DataOption data = new DataOption();

        @Override
        public Integer call() throws IOException {
            var export = TrustExport.of(new DataFolder(data.path()), local);
            export.write(folder);
            spec.commandLine().getOut().print(export.text(folder));
            spec.commandLine().getOut().flush();
            return ExitCode.OK;
        }
    }
}
