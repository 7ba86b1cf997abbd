/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import dev.bulla.ca.Version;
import dev.bulla.ca.backup.About;
import dev.bulla.ca.backup.Backup;
import dev.bulla.ca.backup.BackupRefusedException;
import dev.bulla.ca.backup.Source;
import dev.bulla.ca.backup.Sources;
import dev.bulla.ca.config.NamedFiles;
import dev.bulla.ca.config.Problems;
import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.data.AuditNotes;
import dev.bulla.ca.data.DataFolder;
import dev.bulla.ctlog.CheckFailedException;
import dev.bulla.ctlog.CopyRefusedException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bulla backup FOLDER}. */
@Command(
        name = "backup",
        description = "Copies all that a server must not lose into one new folder, while it runs or not.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class,
        footer = {
            "",
            "In it are the logs, each up to its checkpoint, their keys, the trust material, the TUF repository and the audit trail, all as they"
                    + " were at one moment; with --config the settings and every file that they name, private keys among them. The server is"
                    + " neither stopped nor slowed down: it is only read. What is not contained is said at the end.",
            "",
            "The folder is as secret as the server, unless --without-keys leaves private keys out. bulla restore makes a data folder of it;"
                    + " sha256sum -c SHA256SUMS in it shows that nothing has changed.",
            "",
            "Exit codes: 0 the backup is complete, 1 there is none, because of what was found, 2 something could not be read or written.",
            "",
            "Example:",
            "  bulla backup /backup/2026-11-22 --config /etc/bulla/serve.yaml",
            "  bulla backup /backup/2026-11-22 --data bulla-data --without-keys"
        })
final class BackupCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "FOLDER", description = "folder to make; it must not be there yet")
    private Path folder = Path.of("");

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "the server's settings file: it and what it names belongs into the backup, too")
    private @Nullable Path config;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "the server's data folder (that of --config, or ./bulla-data)")
    private @Nullable Path data;

    @Option(names = "--without-keys", description = "leave private keys out, for those who keep them elsewhere")
    private boolean withoutKeys;

    @Option(names = "--json", description = "print one JSON object")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        var named = named();
        var sources = new Sources(
                new DataFolder(named.data()),
                named.files().stream()
                        .map(file -> new Source(file.path(), file.isSecret(), file.isOptional()))
                        .toList(),
                named.audit(),
                !withoutKeys);
        var about = BackupOutcome.of(() -> backup(sources));
        var isNoted = noted(sources.data(), about);
        var text = new BackupText(folder, about);
        var out = spec.commandLine().getOut();
        out.print(json ? text.json() : text.made(isNoted));
        out.flush();
        return ExitCode.OK;
    }

    private NamedFiles named() {
        var flags = new HashMap<String, String>();
        if (data != null) {
            flags.put("data", data.toString());
        }
        var problems = new Problems();
        var named = NamedFiles.read(flags, System.getenv(), Optional.ofNullable(config), problems);
        problems.throwIfAny();
        return named;
    }

    private About backup(Sources sources)
            throws BackupRefusedException, CheckFailedException, CopyRefusedException, IOException,
                    InterruptedException {
        try (var progress = ProgressBar.on(spec.commandLine().getErr())) {
            var terms =
                    new Backup.Terms(Version.current().version(), InstantSource.system(), Crypto.fastest(), progress);
            return new Backup(sources, terms).make(folder);
        }
    }

    /** Whoever may read a data folder need not be allowed to write to it. */
    private boolean noted(DataFolder data, About about) {
        var notes = new AuditNotes(data);
        if (!notes.isOpen()) {
            return false;
        }
        try {
            notes.leave(
                    about.time(),
                    "backup",
                    Map.of(
                            "by", RotationOptions.who(),
                            "to", folder.toAbsolutePath().normalize().toString(),
                            "privateKeys", String.valueOf(about.keys().size())));
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
