/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ca.data.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** {@code bulla log export} and {@code bulla log import}, from a log that is there to one that was lost. */
class LogCopyCommandTest {
    private static final String ORIGIN = "log.example/copied";

    /** A log that another implementation wrote. */
    private static final Path RECORDED = Path.of("../ct-log/src/test/resources/golden/tesseract");

    @TempDir
    private Path folder;

    private Path data;

    @BeforeEach
    void makeLog() {
        data = folder.resolve("data");
        assertThat(CommandRun.of("log", "create", "--data", data.toString(), "--log-origin", ORIGIN)
                        .exit())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"copy", "copy.tar"})
    void aLogThatWasLostIsRestoredFromItsCopy(String name) throws IOException {
        var copy = folder.resolve(name).toString();
        var exported = CommandRun.of("log", "export", "--from", data.toString(), "--to", copy);
        assertThat(exported.err()).isEmpty();
        assertThat(exported.exit()).isZero();
        assertThat(exported.out())
                .startsWith("log:    " + ORIGIN + ", 0 entries, ")
                .contains("copied: 0 entries, to ");
        delete(data.resolve("log"));

        var restored = CommandRun.of("log", "import", "--verify", "--from", copy, "--data", data.toString());

        assertThat(restored.err()).isEmpty();
        assertThat(restored.exit()).isZero();
        assertThat(restored.out())
                .contains("log:      " + ORIGIN + ", 0 entries, ", "flags:    --log-origin " + ORIGIN + "\n")
                .doesNotContain("No anchor remembered");
        assertThat(CommandRun.of("log", "fsck", data.toString()).exit()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"year", "quarter", "day"})
    void aShardIsRestoredWithTheNameOfAllShards(String period) throws IOException {
        var sharded = folder.resolve("sharded");
        var created = CommandRun.of(
                "log", "create", "--data", sharded.toString(), "--log-origin", ORIGIN, "--log-shards", period);
        assertThat(created.err()).isEmpty();
        var shard = new DataFolder(sharded).shards().getFirst();
        var copies = folder.resolve("copy");
        var exported = CommandRun.of("log", "export", "--from", sharded.toString(), "--to", copies.toString());
        assertThat(exported.err()).isEmpty();
        delete(sharded.resolve("log"));

        // In the second half of a period the next shard is there, too, and each has a folder of its own.
        var own = copies.resolve(shard);
        var copy = Files.exists(own) ? own : copies;
        var restored = CommandRun.of("log", "import", "--from", copy.toString(), "--data", sharded.toString());

        assertThat(restored.err()).isEmpty();
        assertThat(restored.out())
                .contains("log:      " + ORIGIN + "/" + shard + ", 0 entries, ")
                .contains("flags:    --log-origin " + ORIGIN + " --log-shards " + period + "\n");
    }

    @Test
    void withoutItsAnchorNobodyKnowsWhetherTheCopyIsTheNewest() throws IOException {
        var copy = folder.resolve("copy").toString();
        CommandRun.of("log", "export", "--from", data.toString(), "--to", copy);
        delete(data.resolve("log"));
        delete(folder.resolve("data.anchor"));

        var restored = CommandRun.of("log", "import", "--from", copy, "--data", data.toString());

        assertThat(restored.out()).contains("No anchor remembered this log");
    }

    /** A shard of another year, which is the same log in all that a copy looks at. */
    @Test
    void eachShardHasACopyOfItsOwn() throws IOException {
        var shard = new DataFolder(data).shards().getFirst();
        var log = new DataFolder(data).log(shard);
        try (var files = Files.walk(log)) {
            for (var file : files.toList()) {
                Files.copy(
                        file,
                        data.resolve("log/1999").resolve(log.relativize(file).toString()));
            }
        }

        var folders = CommandRun.of(
                "log",
                "export",
                "--from",
                data.toString(),
                "--to",
                folder.resolve("copies").toString(),
                "--json");
        var archive = CommandRun.of(
                "log",
                "export",
                "--from",
                data.toString(),
                "--to",
                folder.resolve("c.tar").toString());

        assertThat(folders.err()).isEmpty();
        assertThat(folders.out().lines())
                .hasSize(2)
                .allMatch(line -> line.contains(ORIGIN))
                .anyMatch(line -> line.contains("copies/1999\""))
                .anyMatch(line -> line.contains("copies/" + shard + "\""));
        assertThat(folder.resolve("copies/1999/checkpoint")).hasSameBinaryContentAs(log.resolve("checkpoint"));
        assertThat(archive.exit()).isNotZero();
        assertThat(archive.err())
                .contains("has several logs: name one of them, or copy them all")
                .hasLineCount(1);
    }

    @Test
    void theKeyMayLieElsewhere() throws IOException {
        var copy = folder.resolve("copy").toString();
        CommandRun.of("log", "export", "--from", data.toString(), "--to", copy);
        var key = keyFile();
        var elsewhere = folder.resolve("other").toString();

        var without = CommandRun.of("log", "import", "--from", copy, "--data", elsewhere);
        assertThat(without.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(without.err()).contains("the log's private key is not there", "--log-key");
        assertThat(Path.of(elsewhere)).doesNotExist();

        var with = CommandRun.of(
                "log", "import", "--from", copy, "--data", elsewhere, "--log-key", key.toString(), "--json");
        assertThat(with.exit()).isZero();
        var json = JsonMapper.shared().readTree(with.out());
        assertThat(json.propertyNames())
                .containsExactly("folder", "anchor", "origin", "logId", "size", "time", "leafIndex", "remembered");
        assertThat(Path.of(json.path("folder").asString())).isDirectory();
    }

    private Path keyFile() throws IOException {
        try (var keys = Files.list(data.resolve("keys"))) {
            return keys.findFirst().orElseThrow();
        }
    }

    @Test
    void aDamagedCopyIsNamedAndNothingIsMade() throws IOException {
        var copy = folder.resolve("copy");
        CommandRun.of("log", "export", "--from", data.toString(), "--to", copy.toString());
        delete(data.resolve("log"));
        Files.writeString(copy.resolve("checkpoint"), "damaged");

        var refused = CommandRun.of("log", "import", "--from", copy.toString(), "--data", data.toString());

        assertThat(refused.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.err()).contains("the copy is damaged, and nothing was made of it", "  checkpoint: ");
        assertThat(data.resolve("log")).doesNotExist();
    }

    @Test
    void copiesTheLogsOfOthersAndTellsAScript() {
        var copy = folder.resolve("copy").toString();
        var key = RECORDED.resolve("log-key.pem").toString();

        var copied =
                CommandRun.of("log", "export", "--from", RECORDED.toString(), "--key", key, "--to", copy, "--json");

        var json = JsonMapper.shared().readTree(copied.out());
        assertThat(json.propertyNames()).containsExactly("to", "origin", "logId", "before", "size", "time");
        assertThat(json.path("size").asInt()).isEqualTo(678);
        assertThat(CommandRun.of("log", "fsck", copy, "--key", key).exit()).isZero();
    }

    @Test
    void whatCannotBeReadIsSaidInOneLine() {
        var to = folder.resolve("copy").toString();

        for (var from : new String[] {"/no/such/folder", "http://127.0.0.1:1/log", "http://127.0.0.1:1/a b"}) {
            var run = CommandRun.of("log", "export", "--from", from, "--to", to);
            assertThat(run.exit()).as(from).isEqualTo(ExitCode.USAGE);
            assertThat(run.err()).as(from).hasLineCount(1);
        }
        var run = CommandRun.of(
                "log",
                "import",
                "--from",
                "/no/such.tar",
                "--data",
                folder.resolve("new").toString());
        assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("there is no /no/such.tar").hasLineCount(1);
    }

    private static void delete(Path path) throws IOException {
        try (var all = Files.walk(path)) {
            for (var each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
