/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import dev.bulla.ca.backup.Restore;
import dev.bulla.ca.backup.Unanchored;
import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.data.DataFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bulla restore FOLDER}. */
@Command(
        name = "restore",
        description = "Makes a data folder of a backup, and of a damaged backup none.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class,
        footer = {
            "",
            "Every byte of the backup is checked before anything is written, and every log as it lies there afterwards. A log that took"
                    + " anything after the backup must not go on from it: it would promise places a second time. The anchor beside the"
                    + " data folder knows that. Where it is missing, say what you know with --newest, or have the log end with --end-log:"
                    + " then it is read and verified for ever, and the server makes another one when it starts.",
            "",
            "Nothing outside of the data folder is written but the anchor. Settings, and keys that lay elsewhere, are in the backup below"
                    + " elsewhere, under the paths that they had.",
            "",
            "Exit codes: 0 the data folder is there, 1 there is none, because of what was found, 2 something could not be read or written.",
            "",
            "Example:",
            "  bulla restore /backup/2026-11-22 --data /var/lib/bulla",
            "  bulla restore /backup/2026-11-22 --data /var/lib/bulla --end-log"
        })
final class RestoreCommand implements Callable<Integer> {
    private static final String PASSWORD = "BULLA_LOG_KEY_PASSWD";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "FOLDER", description = "the backup")
    private Path folder = Path.of("");

    @Mixin
    private DataOption data = new DataOption();

    @Option(
            names = "--log-anchor",
            paramLabel = "DIR",
            description = "folder that remembers how large logs were (DATA.anchor beside the data folder)")
    private @Nullable Path anchor;

    @ArgGroup
    private Unremembered unremembered = new Unremembered();

    @Option(names = "--json", description = "print one JSON object")
    private boolean json;

    /** One of these at most. */
    private static final class Unremembered {
        @Option(
                names = "--newest",
                description =
                        "where there is no anchor: the log took nothing after the backup, as when the server was stopped before")
        private boolean newest;

        @Option(
                names = "--end-log",
                description =
                        "a log that took more than the backup has, or may have, ends with it, and another follows")
        private boolean endLog;

        Unanchored choice() {
            if (newest) {
                return Unanchored.NEWEST;
            }
            return endLog ? Unanchored.ENDED : Unanchored.REFUSED;
        }
    }

    @Override
    public Integer call() throws InterruptedException {
        var path = data.path().toAbsolutePath().normalize();
        BackupOutcome.of(() -> {
            try (var progress = ProgressBar.on(spec.commandLine().getErr())) {
                var restore = new Restore(folder, terms(path, progress));
                print(path, restore.run(), restore);
                return path;
            }
        });
        return ExitCode.OK;
    }

    private Restore.Terms terms(Path path, ProgressBar progress) {
        return new Restore.Terms(
                new DataFolder(path),
                Optional.ofNullable(anchor)
                        .map(it -> it.toAbsolutePath().normalize())
                        .orElseGet(() -> path.resolveSibling(
                                Objects.requireNonNull(path.getFileName(), "a data folder has a name") + ".anchor")),
                unremembered.choice(),
                System.getenv().getOrDefault(PASSWORD, ""),
                RotationOptions.who(),
                InstantSource.system(),
                Crypto.fastest(),
                progress);
    }

    private void print(Path path, Restore.Restored restored, Restore restore) throws IOException {
        var text = new BackupText(folder, restored.about());
        var elsewhere = restore.elsewhere();
        var out = spec.commandLine().getOut();
        out.print(json ? text.restoredJson(path, restored, elsewhere) : text.restored(path, restored, elsewhere));
        out.flush();
    }
}
