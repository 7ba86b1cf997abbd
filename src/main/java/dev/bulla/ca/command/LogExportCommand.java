/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.transparency.LogKeyFile;
import dev.bulla.ctlog.CheckFailedException;
import dev.bulla.ctlog.CopyRefusedException;
import dev.bulla.ctlog.LogExport;
import dev.bulla.ctlog.LogKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code bulla log export}. */
@Command(
        name = "export",
        description =
                "Copies a transparency log into plain files that any web server can serve, or into one archive; called again,"
                        + " it adds what the log has more.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class,
        footer = {
            "",
            "It may run while the log is open. Any static-ct log will do, not only ours. All that is copied is shown to stand"
                    + " under the log's checkpoint before, and the checkpoint is written last. No private key is in a copy.",
            "",
            "Exit codes: 0 the copy is complete, 1 the log is damaged or the copy is not its beginning, 2 it could not be read.",
            "",
            "Example:",
            "  bulla log export --from bulla-data --to backup/log",
            "  bulla log export --from bulla-data/log/2026 --to backup/log-2026.tar",
            "  bulla log export --from s3://ct-logs --to backup/logs",
            "  bulla log export --from https://log.example/2026 --key key.pem --to mirror"
        })
final class LogExportCommand implements Callable<Integer> {
    private static final int THREADS = 8;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--from",
            paramLabel = "PATH|URL|s3://BUCKET/PREFIX",
            defaultValue = "./bulla-data",
            description =
                    "folder of a log, data folder of a server, address of a log, or place of logs in an object store (${DEFAULT-VALUE})")
    private String from = "";

    @Option(
            names = "--to",
            paramLabel = "DIR|FILE.tar",
            required = true,
            description =
                    "folder, or archive if the name ends with .tar: new, or with a copy of the same log; a folder in it for each of several shards")
    private Path to = Path.of("");

    @Mixin
    private StoreOptions store = new StoreOptions();

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description = "the log's public key as PEM; a folder may name its own in log.json or log.v3.json")
    private @Nullable Path keyFile;

    @Option(names = "--json", description = "print one JSON object, a line for each shard")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        var address = CopyOutcome.of(() -> LogAddress.in(from));
        if (address.isPresent()) {
            copy(export -> export.export(address.get(), to), to);
            return ExitCode.OK;
        }
        var stored = CopyOutcome.of(() -> store.at(from).map(StoreLogs::in));
        if (stored.isPresent()) {
            copyAll(stored.get());
            return ExitCode.OK;
        }
        var folders = LogFolders.in(Path.of(from));
        if (folders.size() == 1) {
            copy(export -> export.export(folders.getFirst(), to), to);
            return ExitCode.OK;
        }
        requireRoomForSeveral();
        for (var folder : folders) {
            var copy = to.resolve(folder.getFileName());
            copy(export -> export.export(folder, copy), copy);
        }
        return ExitCode.OK;
    }

    private void copyAll(StoreLogs logs) throws InterruptedException {
        var isOne = logs.names().size() == 1;
        if (!isOne) {
            requireRoomForSeveral();
        }
        for (var name : logs.names()) {
            var copy = isOne ? to : to.resolve(name);
            copy(export -> export.export(logs.store(), name, copy), copy);
        }
    }

    private void requireRoomForSeveral() {
        CommandFailedException.expect(
                keyFile == null && !LogExport.isArchive(to),
                from + " has several logs: name one of them, or copy them all, without --key, to a folder");
    }

    /** One log that is copied. */
    private interface Copying {
        LogExport.Copied with(LogExport export)
                throws CheckFailedException, CopyRefusedException, IOException, InterruptedException;
    }

    private void copy(Copying log, Path copy) throws InterruptedException {
        var copied = CopyOutcome.of(() -> copied(log));
        var out = spec.commandLine().getOut();
        out.print(json ? json(copied, copy) : text(copied, copy));
        out.flush();
    }

    private LogExport.Copied copied(Copying log)
            throws CheckFailedException, CopyRefusedException, IOException, InterruptedException {
        var crypto = Crypto.fastest();
        try (var progress = ProgressBar.on(spec.commandLine().getErr())) {
            return log.with(new LogExport(crypto.provider(), new LogExport.Options(key(crypto), THREADS, progress)));
        }
    }

    private Optional<LogKey> key(Crypto crypto) {
        return Optional.ofNullable(keyFile).map(file -> LogKeyFile.read("--key", file, crypto));
    }

    private static String text(LogExport.Copied copied, Path copy) {
        return String.format(
                "log:    %s, %d entries, %s%nkey:    %s%ncopied: %d entries, to %s%n",
                copied.origin(), copied.size(), copied.time(), copied.log(), copied.size() - copied.before(), copy);
    }

    private static String json(LogExport.Copied copied, Path copy) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("to", copy.toString());
        fields.put("origin", copied.origin());
        fields.put("logId", copied.log().toString());
        fields.put("before", copied.before());
        fields.put("size", copied.size());
        fields.put("time", copied.time().toString());
        return JsonMapper.shared().writeValueAsString(fields) + System.lineSeparator();
    }
}
