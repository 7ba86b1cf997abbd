/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ca.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class LogFsckCommandTest {
    /** A log that another implementation wrote. */
    private static final Path RECORDED = Path.of("../ct-log/src/test/resources/golden/tesseract");

    private static final String KEY = RECORDED.resolve("log-key.pem").toString();
    private static final int CANNOT_CHECK = 2;

    @TempDir
    private Path folder;

    @Test
    void aServersLogIsCleanInItsFolderAndBehindItsAddress() throws IOException {
        var data = folder.resolve("data").toString();
        var trust = folder.resolve("trust");
        try (var server = startServer()) {
            var inFolder = CommandRun.of("log", "fsck", data);
            assertThat(inFolder.err()).isEmpty();
            assertThat(inFolder.exit()).isZero();
            assertThat(inFolder.out())
                    .contains("localhost/log, 0 entries", "from log.json in the log's own folder")
                    .endsWith("clean\n");

            CommandRun.of("trust", "export", trust.toString(), "--local", "--data", data);
            var key = trust.resolve("ctfe.pub").toString();
            var behindAddress = CommandRun.of("log", "fsck", server.http("/log").toString(), "--key", key);
            assertThat(behindAddress.exit()).isZero();
            assertThat(behindAddress.out()).contains("(given)").endsWith("clean\n");
        }
    }

    @Test
    void tellsAScriptWhatItFound() {
        var run = CommandRun.of("log", "fsck", RECORDED.toString(), "--key", KEY, "--signatures", "--json");

        var json = JsonMapper.shared().readTree(run.out());
        assertThat(run.exit()).isZero();
        assertThat(json.propertyNames())
                .containsExactly(
                        "place", "clean", "logId", "keyFrom", "origin", "size", "time", "root", "checked", "seconds",
                        "damaged");
        assertThat(json.path("clean").asBoolean()).isTrue();
        assertThat(json.path("size").asInt()).isEqualTo(678);
        assertThat(json.path("checked").asInt()).isEqualTo(678);
    }

    @Test
    void namesTheDamagedFileAndTheEntriesThatSuffer() throws IOException {
        var log = damagedCopy();

        var text = CommandRun.of("log", "fsck", log.toString(), "--key", KEY);
        assertThat(text.exit()).isEqualTo(1);
        assertThat(text.out())
                .contains("damaged: 1 files, the first is tile/0/001\n  tile/0/001: ", " (entries 256 to 511)\n");

        var json = JsonMapper.shared()
                .readTree(CommandRun.of("log", "fsck", log.toString(), "--key", KEY, "--json")
                        .out());
        assertThat(json.path("clean").asBoolean()).isFalse();
        assertThat(json.path("damaged").path(0).path("path").asString()).isEqualTo("tile/0/001");
        assertThat(json.path("damaged").path(0).path("entries").toString()).isEqualTo("[256,512]");
    }

    @Test
    void aCheckpointThatWasKeptMustBeContinued() throws IOException {
        var kept = RECORDED.resolve("checkpoint").toString();

        var same = CommandRun.of("log", "fsck", RECORDED.toString(), "--key", KEY, "--since", kept);
        assertThat(same.exit()).isZero();
        assertThat(same.out()).contains("checked: 166 entries");

        var garbage =
                Files.writeString(folder.resolve("garbage"), "no checkpoint").toString();
        var refused = CommandRun.of("log", "fsck", RECORDED.toString(), "--key", KEY, "--since", garbage);
        assertThat(refused.exit()).isEqualTo(CANNOT_CHECK);
        assertThat(refused.err())
                .contains("the trusted checkpoint is not one of this log")
                .hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    /no/such/folder                        | there is no folder /no/such/folder
                    main/java                          | names no key to check the log with
                    http://127.0.0.1:1/log                 | give it with --key
                    'http://127.0.0.1:1/a b'               | is no address
                    main/java --key /no/such/key       | /no/such/key: it cannot be read
                    main/java --key pom.xml            | no PEM block found
                    main/java --since /no/such/file    | --since: /no/such/file cannot be read
                    main/java --most 0                 | --most: must be 1 or more, was 0
                    """)
    void whatCannotBeCheckedIsSaidInOneLine(String arguments, String why) {
        var words = arguments.contains("a b") ? new String[] {arguments} : arguments.split(" +");
        var line = new String[words.length + 2];
        line[0] = "log";
        line[1] = "fsck";
        System.arraycopy(words, 0, line, 2, words.length);

        var run = CommandRun.of(line);

        assertThat(run.exit()).isEqualTo(CANNOT_CHECK);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(why).hasLineCount(1);
    }

    @Test
    void aServerThatDoesNotAnswerCannotBeChecked() {
        var run = CommandRun.of("log", "fsck", "http://127.0.0.1:1/log", "--key", KEY);

        assertThat(run.exit()).isEqualTo(CANNOT_CHECK);
        assertThat(run.err())
                .contains("http://127.0.0.1:1/log/checkpoint cannot be read")
                .hasLineCount(1);
    }

    @Test
    void aKeyIsAboutOneLogOfSeveral() throws IOException {
        Files.createDirectories(folder.resolve("data/log/2026"));
        Files.createDirectories(folder.resolve("data/log/2036"));

        var run = CommandRun.of("log", "fsck", folder.resolve("data").toString(), "--since", "checkpoint");

        assertThat(run.exit()).isEqualTo(CANNOT_CHECK);
        assertThat(run.err()).contains("has several logs, and --key and --since are about one");
    }

    private Path damagedCopy() throws IOException {
        var log = folder.resolve("log");
        try (var files = Files.walk(RECORDED)) {
            for (var file : (Iterable<Path>) files::iterator) {
                var target = log.resolve(RECORDED.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
        var tile = log.resolve("tile/0/001");
        var content = Files.readAllBytes(tile);
        content[77] ^= 1;
        Files.write(tile, content);
        return log;
    }

    private TestServer startServer() throws IOException {
        var trust = Files.writeString(folder.resolve("issuers.yaml"), "oidc-issuers: {}\n");
        return TestServer.start(folder, trust, InstantSource.system(), Map.of());
    }
}
