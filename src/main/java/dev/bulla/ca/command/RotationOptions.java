/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.data.DataFolder;
import dev.bulla.ca.rotation.Rotation;
import dev.bulla.ca.rotation.RotationRefusedException;
import dev.bulla.ca.signing.CaKeyType;
import dev.bulla.ca.signing.KeyFiles;
import dev.bulla.ca.signing.NextPair;
import dev.bulla.ca.signing.PairFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is typed to rotate a key, the same for every kind. */
final class RotationOptions {
    @Parameters(index = "0", paramLabel = "DIR", description = "folder that init has made, with the pair in use")
    private Path folder = Path.of("");

    @ArgGroup
    private Step step = new Step();

    @Option(
            names = "--force",
            description = "with --switch: also where verifiers had too little time to learn of the key; it is audited")
    private boolean force;

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "with --next: file with the password of the key in use; the next key has the same")
    private @Nullable Path passwordFile;

    @Option(
            names = "--issuer-chain",
            paramLabel = "FILE",
            description = "with --next: PEM chain of the CA above, its own certificate first, root last (DIR/root.pem)")
    private @Nullable Path issuerChain;

    @Option(
            names = "--issuer-key",
            paramLabel = "FILE",
            description = "PEM file with the private key of that CA (DIR/root-key.pem)")
    private @Nullable Path issuerKey;

    @Option(
            names = "--issuer-password-file",
            paramLabel = "FILE",
            description = "file with the password of that key (that of --password-file)")
    private @Nullable Path issuerPasswordFile;

    @Option(
            names = "--key-type",
            paramLabel = "TYPE",
            description = "with --next: kind of the key: ${COMPLETION-CANDIDATES} (as the one in use)")
    private @Nullable CaKeyType type;

    @Option(
            names = "--chain",
            paramLabel = "FILE",
            description = "with --next: take this chain, which was made elsewhere, perhaps under a new root")
    private @Nullable Path chain;

    @Option(names = "--key", paramLabel = "FILE", description = "the private key for that chain")
    private @Nullable Path key;

    @Option(
            names = "--key-password-file",
            paramLabel = "FILE",
            description = "file with the password of that key (that of --password-file)")
    private @Nullable Path keyPasswordFile;

    @Mixin
    private DataOption data = new DataOption();

    @Option(names = "--json", description = "print one JSON object")
    private boolean json;

    /** One of these at most. */
    private static final class Step {
        @Option(names = "--next", description = "make the next pair, and publish its chain in the trust root")
        private boolean next;

        @Option(names = "--switch", description = "put the next pair in place, once it was published long enough")
        private boolean switchOver;

        @Option(names = "--retire", description = "end the pair before, once nothing that it signed can count any more")
        private boolean retire;
    }

    /** Takes the step that was typed, and prints where the rotation stands then. */
    void run(PairFolder.Role role, GivenPassword password, PrintWriter out) throws IOException {
        CommandFailedException.expect(!force || step.switchOver, "--force means something with --switch alone");
        var pair = new PairFolder(folder, role);
        var rotation = new Rotation(pair, new DataFolder(data.path()), InstantSource.system(), who());
        try {
            if (step.next) {
                rotation.next(next(pair, password.from(passwordFile)), source(pair, password.from(passwordFile)));
            } else if (step.switchOver) {
                rotation.switchOver(force);
            } else if (step.retire) {
                rotation.retire();
            }
            var text = new RotationText(rotation.stand());
            out.print(json ? text.json() : text.lines() + (step.next ? reminder() : ""));
            out.flush();
        } catch (RotationRefusedException e) {
            throw new CommandFailedException(String.valueOf(e.getMessage()));
        }
    }

    /** Targets are signed offline, so no server can publish a key there. */
    private String reminder() {
        return Files.exists(new DataFolder(data.path()).tuf())
                ? "Clients of the TUF repository learn of it when you have signed: bulla trust tuf sign\n"
                : "";
    }

    /** Whoever types, even where somebody else's rights are used for it. */
    static String who() {
        var user = System.getProperty("user.name", "");
        return Optional.ofNullable(System.getenv("SUDO_USER"))
                .map(typist -> user + " for " + typist)
                .orElse(user);
    }

    private static NextPair next(PairFolder pair, String password) {
        return new NextPair(pair, password, Crypto.fastest(), InstantSource.system(), new SecureRandom());
    }

    private NextPair.Source source(PairFolder pair, String password) throws IOException {
        if (chain == null && key == null) {
            return new NextPair.Under(issuer(pair, password), Optional.ofNullable(type));
        }
        if (chain == null || key == null || issuerChain != null || issuerKey != null || type != null) {
            throw new CommandFailedException(
                    "--chain and --key are given together, and without a CA above or a kind of key", ExitCode.USAGE);
        }
        return new NextPair.Adopted(new KeyFiles(chain, key, other(keyPasswordFile, password)));
    }

    private KeyFiles issuer(PairFolder pair, String password) throws IOException {
        var own = pair.issuer(other(issuerPasswordFile, password));
        if (issuerChain == null || issuerKey == null) {
            CommandFailedException.expect(
                    issuerChain == null && issuerKey == null,
                    "--issuer-chain and --issuer-key are given together: the CA's certificate and its key");
            return own;
        }
        return new KeyFiles(issuerChain, issuerKey, own.password());
    }

    private static String other(@Nullable Path file, String password) throws IOException {
        return file == null ? password : GivenPassword.read(file);
    }
}
