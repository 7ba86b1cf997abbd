/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bulla certificate}: looking at certificates. */
@Command(
        name = "certificate",
        description = "Looks at certificates.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class,
        subcommands = CertificateCommand.Inspect.class,
        footer = {"", "Example:", "  bulla certificate inspect chain.pem"})
final class CertificateCommand extends CommandGroup {
    /** {@code bulla certificate inspect FILE}. */
    @Command(
            name = "inspect",
            description = "Shows what a certificate says, with every extension named.",
            mixinStandardHelpOptions = true,
            versionProvider = VersionCommand.class,
            footer = {
                "",
                "Example:",
                "  bulla certificate inspect chain.pem",
                "  bulla certificate inspect - < chain.pem"
            })
    static final class Inspect implements Callable<Integer> {
        private static final int LARGEST = 1024 * 1024;

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Parameters(
                index = "0",
                paramLabel = "FILE",
                description = "PEM (one certificate or a chain) or DER; - for standard input")
        private String file = "";

        @Option(names = "--json", description = "print JSON, an array with one object for each certificate")
        private boolean json;

        @Override
        public Integer call() throws IOException {
            var certificates = CertificateReader.read(content());
            var out = spec.commandLine().getOut();
            var inspections = certificates.stream().map(Inspection::of).toList();
            out.print(json ? Inspection.json(inspections) : Inspection.text(inspections));
            out.flush();
            return ExitCode.OK;
        }

        private byte[] content() throws IOException {
            if (file.equals("-")) {
                return bounded(System.in);
            }
            try (var stream = Files.newInputStream(Path.of(file))) {
                return bounded(stream);
            } catch (NoSuchFileException e) {
                throw new CommandFailedException("there is no file " + file);
            }
        }

        private static byte[] bounded(InputStream stream) throws IOException {
            var content = stream.readNBytes(LARGEST + 1);
            if (content.length > LARGEST) {
                throw new CommandFailedException("more than 1 MiB cannot be a certificate chain");
            }
            return content;
        }
    }
}
