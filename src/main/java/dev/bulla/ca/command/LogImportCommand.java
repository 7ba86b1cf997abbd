/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.data.DataFolder;
import dev.bulla.ca.signing.StoredKey;
import dev.bulla.ca.signing.UnusableKeyException;
import dev.bulla.ctlog.CheckFailedException;
import dev.bulla.ctlog.CopyRefusedException;
import dev.bulla.ctlog.InvalidInputException;
import dev.bulla.ctlog.LogImport;
import dev.bulla.ctlog.LogKey;
import dev.bulla.ctlog.Shard;
import dev.bulla.ctlog.ShardPeriod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code bulla log import}. */
@Command(
        name = "import",
        description = "Makes a log of ours of a copy that bulla log export left, and of a damaged copy none.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class,
        footer = {
            "",
            "Every entry, hash, issuer and the checkpoint's signature are checked before anything is written. A change in the"
                    + " signature of a certificate itself is found with --verify only: the tree does not hold it.",
            "",
            "The log's private key must be there, since a log without one could take nothing in. A log that has ended needs no"
                    + " import: any web server serves the copy as it is. An anchor that remembers more than the copy is believed.",
            "",
            "Exit codes: 0 the log is there, 1 the copy is damaged, too old or of another key, 2 it could not be read.",
            "",
            "Example:",
            "  bulla log import --verify --from backup/log --data bulla-data",
            "  bulla log import --verify --from backup/log-2026.tar --data bulla-data --log-key keys/log-2026.pem"
        })
final class LogImportCommand implements Callable<Integer> {
    private static final String PASSWORD = "BULLA_LOG_KEY_PASSWD";
    private static final int MOST = 100;
    private static final int LEAST_THREADS = 2;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--from", paramLabel = "DIR|FILE.tar", required = true, description = "the copy")
    private Path from = Path.of("");

    @Mixin
    private DataOption data = new DataOption();

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "the log's name below the data folder (the one that it had)")
    private @Nullable String name;

    @Option(
            names = "--log-key",
            paramLabel = "FILE",
            description = "the log's private key (DATA/keys/log-NAME.pem); log serve needs the same flag then")
    private @Nullable Path keyFile;

    @Option(
            names = "--log-key-passwd",
            paramLabel = "PASSWORD",
            description = "password of that key; better in the variable " + PASSWORD)
    private @Nullable String password;

    @Option(
            names = "--log-anchor",
            paramLabel = "DIR",
            description = "folder that remembers how large the log was (DATA.anchor beside the data folder)")
    private @Nullable Path anchor;

    @Option(names = "--verify", description = "verify the signature of every certificate, too; takes much longer")
    private boolean verify;

    @Option(names = "--json", description = "print one JSON object")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        CopyOutcome.of(this::restore);
        return ExitCode.OK;
    }

    private LogImport.Restored restore()
            throws CheckFailedException, CopyRefusedException, IOException, InterruptedException {
        var folder = new DataFolder(data.path().toAbsolutePath().normalize());
        var shard = shard();
        var place = new LogImport.Place(shard, folder.log(shard), anchor(folder.path()));
        var crypto = Crypto.fastest();
        var key = key(folder.logKey(shard), crypto);
        try (var progress = ProgressBar.on(spec.commandLine().getErr())) {
            var threads = Math.max(LEAST_THREADS, Runtime.getRuntime().availableProcessors());
            var options = new LogImport.Options(key, verify, threads, MOST, progress);
            var restored = new LogImport(crypto.provider(), options).restore(from, place);
            print(restored, place, key);
            return restored;
        }
    }

    private String shard() throws CheckFailedException, CopyRefusedException, IOException, InterruptedException {
        var shard = name != null ? name : LogImport.name(from);
        CommandFailedException.expect(DataFolder.isShard(shard), "--name: no log of ours can be named " + shard);
        return shard;
    }

    private Path anchor(Path folder) {
        return Optional.ofNullable(anchor)
                .map(path -> path.toAbsolutePath().normalize())
                .orElseGet(() -> folder.resolveSibling(
                        Objects.requireNonNull(folder.getFileName(), "a data folder has a name") + ".anchor"));
    }

    private LogKey key(Path usual, Crypto crypto) {
        var file = keyFile == null ? usual : keyFile;
        if (!Files.exists(file)) {
            throw new IllegalArgumentException(
                    file + ": the log's private key is not there; put it back, or name it with --log-key");
        }
        try {
            var pair = new StoredKey(file, password()).read(crypto);
            return LogKey.of(pair.getPublic().getEncoded(), crypto.provider());
        } catch (UnusableKeyException | InvalidInputException e) {
            throw new IllegalArgumentException(String.valueOf(e.getMessage()), e);
        }
    }

    private String password() {
        return password != null ? password : System.getenv().getOrDefault(PASSWORD, "");
    }

    private void print(LogImport.Restored restored, LogImport.Place place, LogKey key) {
        var out = spec.commandLine().getOut();
        out.print(json ? json(restored, place, key) : text(restored, place, key));
        out.flush();
    }

    private static String text(LogImport.Restored restored, LogImport.Place place, LogKey key) {
        var text = String.format(
                "log:      %s, %d entries, %s%nkey:      %s%nrestored: %s%nflags:    %s%s%n",
                restored.origin(),
                restored.size(),
                restored.time(),
                key.id(),
                place.folder(),
                name(restored, place.name()),
                restored.leafIndex() ? "" : " --log-leaf-index=false");
        return restored.remembered()
                ? text
                : text
                        + String.format(
                                "No anchor remembered this log, so nobody here knows whether it had more entries. If it promised%n"
                                        + "anything after that time, it must not go on: see the backup rules of the configuration guide.%n");
    }

    /** How a server must be told what the log is called. A shard has its own name behind that of all. */
    private static String name(LogImport.Restored restored, String name) {
        var window = new Shard(name, restored.windowStart(), restored.windowEnd());
        var behind = "/" + name;
        return Arrays.stream(ShardPeriod.values())
                .filter(period ->
                        period != ShardPeriod.NONE && restored.origin().endsWith(behind))
                .filter(period -> period.at(restored.windowStart()).equals(window))
                .map(period -> "--log-origin "
                        + restored.origin().substring(0, restored.origin().length() - behind.length())
                        + " --log-shards " + period.word())
                .findFirst()
                .orElseGet(() -> "--log-origin " + restored.origin());
    }

    private static String json(LogImport.Restored restored, LogImport.Place place, LogKey key) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("folder", place.folder().toString());
        fields.put("anchor", place.anchor().toString());
        fields.put("origin", restored.origin());
        fields.put("logId", key.id().toString());
        fields.put("size", restored.size());
        fields.put("time", restored.time().toString());
        fields.put("leafIndex", restored.leafIndex());
        fields.put("remembered", restored.remembered());
        return JsonMapper.shared().writeValueAsString(fields) + System.lineSeparator();
    }
}
