/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.signing.CaKeyType;
import dev.bulla.ca.signing.KeyFiles;
import dev.bulla.ca.signing.PairFolder;
import dev.bulla.ca.signing.TsaFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code bulla tsa}: making a time-stamping authority. */
@Command(
        name = "tsa",
        description = "Makes a time-stamping authority, and replaces its key.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class,
        subcommands = {TsaCommand.Init.class, TsaCommand.Rotate.class},
        footer = {"", "Example:", "  bulla tsa init tsa --password-file password"})
final class TsaCommand extends CommandGroup {
    /** {@code bulla tsa init DIR}. */
    @Command(
            name = "init",
            description =
                    "Makes an encrypted key that stamps times, and the chain that vouches for it: under a root of its own,"
                            + " or under a CA that there is.",
            mixinStandardHelpOptions = true,
            versionProvider = VersionCommand.class,
            footer = {
                "",
                "The password comes from --password-file or from the variable BULLA_TSA_PASSWORD.",
                "Keep the key of a root offline: a server needs the chain, the key of the authority and its password.",
                "The CA above must be one whose certificate lets it: a root usually does, an intermediate that issues for signing"
                        + " code does not.",
                "",
                "Example:",
                "  bulla tsa init tsa --password-file password",
                "  bulla tsa init tsa --password-file password --issuer-chain ca/root.pem --issuer-key ca/root-key.pem"
                        + " --issuer-password-file ca-password",
                "  bulla serve --tsa=file --tsa-chain=tsa/chain.pem --tsa-key=tsa/key.pem ..."
            })
    static final class Init implements Callable<Integer> {
        private static final GivenPassword PASSWORD = new GivenPassword("--password-file", "BULLA_TSA_PASSWORD");
        private static final Set<CaKeyType> TYPES = Set.of(CaKeyType.P256, CaKeyType.P384);

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
                description =
                        "kind of the keys that are made: P256 or P384, since clients take no others (${DEFAULT-VALUE})",
                defaultValue = "P256")
        private CaKeyType type = CaKeyType.P256;

        @Option(
                names = "--organization",
                paramLabel = "NAME",
                description = "in the subjects (${DEFAULT-VALUE})",
                defaultValue = "bulla")
        private String organization = "";

        @Option(
                names = "--password-file",
                paramLabel = "FILE",
                description = "file with the password that encrypts what is made")
        private @Nullable Path passwordFile;

        @Option(
                names = "--issuer-chain",
                paramLabel = "FILE",
                description =
                        "PEM chain of the CA to stand under, its own certificate first, root last (a root of its own)")
        private @Nullable Path issuerChain;

        @Option(names = "--issuer-key", paramLabel = "FILE", description = "PEM file with the private key of that CA")
        private @Nullable Path issuerKey;

        @Option(
                names = "--issuer-password-file",
                paramLabel = "FILE",
                description = "file with the password of that key, if it is encrypted")
        private @Nullable Path issuerPasswordFile;

        @Option(names = "--json", description = "print one JSON object with the files that were written")
        private boolean json;

        @Override
        public Integer call() throws IOException {
            CommandFailedException.expect(!organization.isBlank(), "--organization must name somebody");
            CommandFailedException.expect(TYPES.contains(type), "--key-type must be P256 or P384");
            var made = new TsaFolder(folder);
            var plan = new TsaFolder.Plan(type, organization, PASSWORD.from(passwordFile), issuer());
            made.make(plan, Crypto.fastest(), InstantSource.system(), new SecureRandom());
            print(made, plan.issuer().isEmpty());
            return ExitCode.OK;
        }

        private Optional<KeyFiles> issuer() throws IOException {
            if (issuerChain == null || issuerKey == null) {
                CommandFailedException.expect(
                        issuerChain == null && issuerKey == null && issuerPasswordFile == null,
                        "--issuer-chain and --issuer-key are given together: the CA's certificate and its key");
                return Optional.empty();
            }
            var password = issuerPasswordFile == null ? "" : GivenPassword.read(issuerPasswordFile);
            return Optional.of(new KeyFiles(issuerChain, issuerKey, password));
        }

        private void print(TsaFolder made, boolean hasRoot) {
            Map<String, String> files = new LinkedHashMap<>();
            files.put("chain", made.chain().toString());
            files.put("key", made.key().toString());
            if (hasRoot) {
                files.put("root", made.root().toString());
                files.put("rootKey", made.rootKey().toString());
            }
            var out = spec.commandLine().getOut();
            if (json) {
                out.println(JsonMapper.shared().writeValueAsString(files));
            } else {
                out.printf("chain:    %s%nkey:      %s%n", made.chain(), made.key());
                if (hasRoot) {
                    out.printf("root:     %s%nroot key: %s (keep it offline)%n", made.root(), made.rootKey());
                }
            }
            out.flush();
        }
    }

    /** {@code bulla tsa rotate DIR}. */
    @Command(
            name = "rotate",
            description =
                    "Replaces the key of a time-stamping authority in three steps, so that no verifier ever meets a key that it does not know.",
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
                "The password comes from --password-file or from the variable BULLA_TSA_PASSWORD.",
                "",
                "Example:",
                "  bulla tsa rotate tsa --next --password-file password --data bulla-data",
                "  bulla tsa rotate tsa --switch --data bulla-data",
                "  bulla tsa rotate tsa --retire --data bulla-data"
            })
    static final class Rotate implements Callable<Integer> {
        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Mixin
        private RotationOptions options = new RotationOptions();

        @Override
        public Integer call() throws IOException {
            options.run(
                    PairFolder.Role.TIMESTAMPER,
                    new GivenPassword("--password-file", "BULLA_TSA_PASSWORD"),
                    spec.commandLine().getOut());
            return ExitCode.OK;
        }
    }
}
