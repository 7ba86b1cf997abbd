/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.signing.CaFolder;
import dev.bulla.ca.signing.CaKeyType;
import dev.bulla.ca.signing.PairFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code bulla ca}: making a certificate authority. */
@Command(
        name = "ca",
        description = "Makes a certificate authority, and replaces its key.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class,
        subcommands = {CaCommand.Init.class, CaCommand.Rotate.class},
        footer = {"", "Example:", "  bulla ca init ca --password-file password"})
final class CaCommand extends CommandGroup {
    /** {@code bulla ca init DIR}. */
    @Command(
            name = "init",
            description = "Makes a root, an intermediate that signs certificates, and their encrypted keys.",
            mixinStandardHelpOptions = true,
            versionProvider = VersionCommand.class,
            footer = {
                "",
                "The password comes from --password-file or from the variable BULLA_CA_PASSWORD.",
                "Keep the root's key offline: a server needs the chain, the intermediate's key and the password.",
                "",
                "Example:",
                "  bulla ca init ca --password-file password",
                "  bulla serve --ca=fileca --fileca-cert=ca/chain.pem --fileca-key=ca/intermediate-key.pem ..."
            })
    static final class Init implements Callable<Integer> {
        private static final GivenPassword PASSWORD = new GivenPassword("--password-file", "BULLA_CA_PASSWORD");

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Parameters(
                index = "0",
                paramLabel = "DIR",
                description = "folder to write to; what is there is never overwritten")
        private Path folder = Path.of("");

        @Option(
                names = "--key-type",
                paramLabel = "TYPE",
                description = "kind of both keys: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE})",
                defaultValue = "P256")
        private CaKeyType type = CaKeyType.P256;

        @Option(
                names = "--organization",
                paramLabel = "NAME",
                description = "in both subjects (${DEFAULT-VALUE})",
                defaultValue = "bulla")
        private String organization = "";

        @Option(
                names = "--password-file",
                paramLabel = "FILE",
                description = "file with the password that encrypts both keys")
        private @Nullable Path passwordFile;

        @Option(names = "--json", description = "print one JSON object with the files that were written")
        private boolean json;

        @Override
        public Integer call() throws IOException {
            if (organization.isBlank()) {
                throw new CommandFailedException("--organization must name somebody", ExitCode.USAGE);
            }
            var made = new CaFolder(folder);
            made.make(
                    new CaFolder.Plan(type, organization, PASSWORD.from(passwordFile)),
                    Crypto.fastest(),
                    InstantSource.system(),
                    new SecureRandom());
            print(made);
            return ExitCode.OK;
        }

        private void print(CaFolder made) {
            Map<String, String> files = new LinkedHashMap<>();
            files.put("chain", made.chain().toString());
            files.put("key", made.key().toString());
            files.put("root", made.root().toString());
            files.put("rootKey", made.rootKey().toString());
            var out = spec.commandLine().getOut();
            if (json) {
                out.println(JsonMapper.shared().writeValueAsString(files));
            } else {
                out.printf(
                        "chain:    %s%nkey:      %s%nroot:     %s%nroot key: %s (keep it offline)%n",
                        files.values().toArray());
            }
            out.flush();
        }
    }

    /** {@code bulla ca rotate DIR}. */
    @Command(
            name = "rotate",
            description =
                    "Replaces the key of an intermediate in three steps, so that no verifier ever meets a key that it does not know.",
            mixinStandardHelpOptions = true,
            versionProvider = VersionCommand.class,
            footer = {
                "",
                "--next makes a pair in DIR/next, and publishes its chain: the server shows it under /trust within a second, and its log",
                "accepts it. Clients that get the trust root from files or by TUF need them anew: bulla trust export, bulla trust tuf sign.",
                "--switch puts the pair in place of the one in DIR, once it was published for the server's publish-lead, and keeps that",
                "in DIR/previous. A running server takes it over within seconds; no request fails.",
                "--retire ends the key before, once nothing that it signed can count any more, and deletes it.",
                "Without any of them, where the rotation stands is printed. Each step that was stopped is completed by the same again.",
                "",
                "The password comes from --password-file or from the variable BULLA_CA_PASSWORD.",
                "",
                "Example:",
                "  bulla ca rotate ca --next --password-file password --data bulla-data",
                "  bulla ca rotate ca --switch --data bulla-data",
                "  bulla ca rotate ca --retire --data bulla-data"
            })
    static final class Rotate implements Callable<Integer> {
        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Mixin
        private RotationOptions options = new RotationOptions();

        @Override
        public Integer call() throws IOException {
            options.run(
                    PairFolder.Role.AUTHORITY,
                    new GivenPassword("--password-file", "BULLA_CA_PASSWORD"),
                    spec.commandLine().getOut());
            return ExitCode.OK;
        }
    }
}
