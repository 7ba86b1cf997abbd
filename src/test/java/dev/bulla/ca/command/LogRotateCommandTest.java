/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ca.data.DataFolder;
import dev.bulla.ca.data.MadeLog;
import dev.bulla.ca.data.RotationTerms;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** What the command says of logs whose facts are written here, as a server would. */
class LogRotateCommandTest {
    private static final String KEY = "AAAA";

    @TempDir
    private Path folder;

    private DataFolder data;

    @BeforeEach
    void begin() {
        data = new DataFolder(folder);
    }

    private void made(String shard, String origin, Instant start, Instant created) throws IOException {
        Files.createDirectories(data.log(shard));
        var facts = JsonMapper.shared()
                .createObjectNode()
                .put("origin", origin)
                .put("key", KEY)
                .put("window_start", start.toString())
                .put("created", created.toString());
        MadeLog.note(data, shard, facts.toString().getBytes(StandardCharsets.UTF_8), Optional.empty());
    }

    private void madeFirst() throws IOException {
        var longAgo = Instant.now().minus(Duration.ofDays(30));
        made("2026", "log.example", longAgo, longAgo);
    }

    private CommandRun rotate(String... more) {
        var arguments =
                new ArrayList<>(List.of("log", "rotate", "--data", data.path().toString()));
        arguments.addAll(List.of(more));
        return CommandRun.of(arguments.toArray(String[]::new));
    }

    private static void assertRefused(CommandRun run, String because) {
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains(because).hasLineCount(1);
    }

    @Test
    void asksTheServerForTheNextLogOnce() throws IOException {
        madeFirst();
        assertThat(rotate().out()).startsWith("in use:  log.example\n").doesNotContain("asked");
        assertThat(rotate("--switch").exit()).isZero();

        var asked = rotate("--next");
        assertThat(asked.exit()).as(asked.err()).isZero();
        assertThat(asked.out()).contains("asked:   at 2");
        assertThat(rotate("--next").out()).isEqualTo(asked.out());
        assertRefused(rotate("--switch"), "is not made yet");
        assertRefused(rotate("--retire"), "is not made yet");
        try (var notes = Files.list(data.path().resolve("audit-notes"))) {
            assertThat(notes).hasSize(1);
        }
    }

    @Test
    void saysWhenTheNextOneTakesOverAndWhetherTheOneBeforeHasEnded() throws IOException {
        madeFirst();
        rotate("--next");
        var now = Instant.now();
        made("2026-11-24", "log.example/2026-11-24", now.plus(Duration.ofHours(2)), now);

        assertThat(rotate().out())
                .contains("in use:  log.example\n", "next:    log.example/2026-11-24")
                .doesNotContain("asked");
        var moment = now.plus(Duration.ofMinutes(110)).toString();
        assertRefused(rotate("--switch"), "takes over by itself at " + moment);
        assertRefused(rotate("--next"), "takes over by itself at " + moment);

        made("2026-11-24", "log.example/2026-11-24", now.plus(Duration.ofMinutes(9)), now);
        assertThat(rotate("--switch").out()).contains("followed: log.example\n", "in use:  log.example/2026-11-24");
        assertRefused(rotate("--retire"), "the log log.example ends by itself");
        var json = JsonMapper.shared().readTree(rotate("--json").out());
        assertThat(json.path("logs").path(0).path("state").asString()).isEqualTo("followed");
        assertThat(json.path("logs").path(1).path("origin").asString()).isEqualTo("log.example/2026-11-24");
    }

    @Test
    void whatIsForcedIsWrittenDown() throws IOException {
        madeFirst();
        rotate("--next");

        assertThat(rotate("--next", "--force").exit()).isZero();

        try (var notes = Files.list(data.path().resolve("audit-notes"))) {
            assertThat(notes.map(LogRotateCommandTest::text))
                    .anySatisfy(note -> assertThat(note).contains("log-rotation-forced", "\"by\""));
        }
        assertThat(rotate("--force").exit()).isEqualTo(ExitCode.USAGE);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void thereMustBeALogThatDoesNotGoOnByItself() throws IOException {
        assertRefused(rotate("--next"), "there is no log in " + data.path());

        madeFirst();
        new RotationTerms(Duration.ofDays(2), Duration.ofMinutes(10), "year").write(data);
        assertRefused(rotate("--next"), "with log-shards=year each log is followed by the next at its time");
    }
}
