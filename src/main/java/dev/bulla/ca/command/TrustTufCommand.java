/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.data.DataFolder;
import dev.bulla.ca.tuf.KeyHolders;
import dev.bulla.ca.tuf.TufRepository;
import dev.bulla.ca.tuf.TufRepository.Signers;
import dev.bulla.ca.tuf.TufSigner;
import dev.bulla.ca.x509.Bytes;
import dev.bulla.ca.x509.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bulla trust tuf}: the repository by which clients keep their trust root up to date. */
@Command(
        name = "tuf",
        description = "Keeps a TUF repository, by which clients keep their trust root up to date.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class,
        subcommands = {
            TrustTufCommand.Init.class,
            TrustTufCommand.Sign.class,
            TrustTufCommand.Renew.class,
            TrustTufCommand.Rotate.class
        },
        footer = {"", "Example:", "  bulla trust tuf init --keys /media/offline --data bulla-data"})
final class TrustTufCommand extends CommandGroup {
    private static final GivenPassword PASSWORD = new GivenPassword("--password-file", "BULLA_TUF_PASSWORD");

    /** What all of them need to know. */
    abstract static class OfRepository implements Callable<Integer> {
        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Mixin
        private DataOption data = new DataOption();

        DataFolder folder() {
            return new DataFolder(data.path());
        }

        TufKeys keys() {
            return new TufKeys(folder(), Crypto.fastest());
        }

        TufRepository repository() {
            return new TufRepository(folder().tuf());
        }

        TufRepository existing() {
            var repository = repository();
            if (!repository.exists()) {
                throw new CommandFailedException(
                        "there is no TUF repository in " + repository.folder() + ": bulla trust tuf init makes one");
            }
            return repository;
        }

        /** A key that may not sign, or too few of them, is a matter of which files were named. */
        Integer done(Publishing publishing) throws IOException {
            try {
                publishing.run();
            } catch (IllegalArgumentException e) {
                throw new CommandFailedException(String.valueOf(e.getMessage()));
            }
            var out = spec.commandLine().getOut();
            repository().ends().entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(end -> out.printf("%-10s until %s%n", end.getKey().word(), end.getValue()));
            out.flush();
            return ExitCode.OK;
        }

        void print(String line) {
            spec.commandLine().getOut().println(line);
        }

        /** What publishes. */
        interface Publishing {
            void run() throws IOException;
        }
    }

    /** Those that publish what clients must know. */
    abstract static class OfTargets extends OfRepository {
        @Option(
                names = "--local",
                description = "name the addresses that the server listens at, where it has no public URL")
        private boolean local;

        @Option(
                names = "--password-file",
                paramLabel = "FILE",
                description = "file with the password of the offline keys; without it the variable BULLA_TUF_PASSWORD")
        private @Nullable Path passwordFile;

        Map<String, Bytes> targets() throws IOException {
            return TrustExport.of(folder(), local).files();
        }

        String password() throws IOException {
            return PASSWORD.from(passwordFile);
        }
    }

    /** {@code bulla trust tuf init}. */
    @Command(
            name = "init",
            description = "Makes the repository and its keys: the online one in the data folder, the others elsewhere.",
            mixinStandardHelpOptions = true,
            versionProvider = VersionCommand.class,
            footer = {
                "",
                "The offline keys say whose keys count and what is published: keep them away from the server. The online key",
                "only says that nothing newer was published, and the server signs with it by itself.",
                "Clients begin with root.json: give it to them by a way that they trust.",
                "",
                "Example:",
                "  bulla trust tuf init --keys /media/offline --data bulla-data"
            })
    static final class Init extends OfTargets {
        @Option(
                names = "--keys",
                paramLabel = "DIR",
                required = true,
                description = "folder to write the offline keys to")
        private Path keys = Path.of("");

        @Option(names = "--number", description = "of offline keys (${DEFAULT-VALUE})", defaultValue = "1")
        private int number = 1;

        @Option(
                names = "--threshold",
                description = "how many of them must sign (${DEFAULT-VALUE})",
                defaultValue = "1")
        private int threshold = 1;

        @Override
        public Integer call() throws IOException {
            CommandFailedException.expect(number >= 1 && number <= 16, "--number must be from 1 to 16");
            CommandFailedException.expect(
                    threshold >= 1 && threshold <= number, "--threshold must be from 1 to --number");
            if (repository().exists()) {
                throw new CommandFailedException(
                        repository().folder() + " holds a repository already: sign it anew, or move it away");
            }
            var targets = targets();
            var offline = keys().makeOffline(keys, number, password());
            var online = keys().onlineOrMade();
            var holders = new KeyHolders(offline.stream().map(TufSigner::key).toList(), threshold, online.key());
            return done(() -> {
                repository().make(holders, new Signers(offline, online), targets, Instant.now());
                var root = repository().folder().resolve("root.json");
                print(root + "  " + Sha256.hex(Files.readAllBytes(root)));
            });
        }
    }

    /** {@code bulla trust tuf sign}. */
    @Command(
            name = "sign",
            description =
                    "Publishes what clients must know now: after a key was announced or a shard was made, and once a year.",
            mixinStandardHelpOptions = true,
            versionProvider = VersionCommand.class,
            footer = {"", "Example:", "  bulla trust tuf sign --key /media/offline/tuf-offline-1.pem --data bulla-data"
            })
    static final class Sign extends OfTargets {
        @Option(
                names = "--key",
                paramLabel = "FILE",
                required = true,
                description = "offline key that signs, once for each")
        private List<Path> files = List.of();

        @Override
        public Integer call() throws IOException {
            var repository = existing();
            var signers = new Signers(keys().offline(files, password()), keys().online());
            var targets = targets();
            return done(() -> repository.publish(signers, targets, Instant.now()));
        }
    }

    /** {@code bulla trust tuf renew}. */
    @Command(
            name = "renew",
            description = "Signs anew with the online key, as a running server does by itself.",
            mixinStandardHelpOptions = true,
            versionProvider = VersionCommand.class,
            footer = {"", "Example:", "  bulla trust tuf renew --data bulla-data"})
    static final class Renew extends OfRepository {
        @Override
        public Integer call() throws IOException {
            var repository = existing();
            return done(() -> repository.renew(keys().online(), Instant.now()));
        }
    }

    /** {@code bulla trust tuf rotate}. */
    @Command(
            name = "rotate",
            description = "Publishes a new root: with the same keys once a year, or with others.",
            mixinStandardHelpOptions = true,
            versionProvider = VersionCommand.class,
            footer = {
                "",
                "As many keys of the root before must sign as it asks for (--key); new ones (--holder) sign, too.",
                "If it stops in the middle, run it again, with the keys that count from then on as --key.",
                "",
                "Example:",
                "  bulla trust tuf rotate --key /media/offline/tuf-offline-1.pem --data bulla-data"
            })
    static final class Rotate extends OfTargets {
        @Option(
                names = "--key",
                paramLabel = "FILE",
                required = true,
                description = "offline key of the root before, once for each")
        private List<Path> files = List.of();

        @Option(
                names = "--holder",
                paramLabel = "FILE",
                description = "offline key that counts from now on, once for each (those that count now)")
        private List<Path> holders = List.of();

        @Option(names = "--threshold", description = "how many of them must sign from now on (1 of new ones)")
        private @Nullable Integer threshold;

        @Option(names = "--new-online-key", description = "make another online key; the one before counts no more")
        private boolean fresh;

        @Override
        public Integer call() throws IOException {
            var repository = existing();
            var before = keys().offline(files, password());
            var after = holders.isEmpty() ? before : keys().offline(holders, password());
            var online = fresh ? keys().madeNext() : keys().online();
            return done(() -> {
                repository.rotate(next(repository, after, online), before, new Signers(after, online), Instant.now());
                if (fresh) {
                    keys().replaceOnline();
                }
            });
        }

        private KeyHolders next(TufRepository repository, List<TufSigner> after, TufSigner online) throws IOException {
            var now = repository.holders();
            var offline = holders.isEmpty()
                    ? now.offline()
                    : after.stream().map(TufSigner::key).toList();
            var least = holders.isEmpty() ? now.threshold() : 1;
            return new KeyHolders(offline, threshold == null ? least : threshold, online.key());
        }
    }
}
