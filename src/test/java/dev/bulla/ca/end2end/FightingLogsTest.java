/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.end2end;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ca.command.CommandRun;
import dev.bulla.ca.testing.TinyStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two servers of one log in an object store. The one that writes is killed while many submit to it. */
@Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FightingLogsTest {
    private static final int ENOUGH = 150;
    private static final String WAITING = "another process writes to the log";
    private static final String STORE = "s3://logs/ct";

    @TempDir
    private Path folder;

    private final PromisedSubmissions submissions = new PromisedSubmissions();
    private final TinyStore store;

    FightingLogsTest() throws IOException {
        this.store = TinyStore.start();
    }

    @AfterEach
    void stop() {
        store.close();
    }

    @Test
    void whenTheOneThatWritesIsKilledTheOtherServesAndNothingIsLost() throws Exception {
        makeTheLogForBoth();
        try (var first = LogProcess.serve(flags("first")).awaitServing();
                var second = LogProcess.serve(flags("second"))) {
            // given one that writes and one that waits
            Requests.until(() -> second.says(WAITING));
            var kept = folder.resolve("kept-checkpoint");

            // when
            submissions.submitUntilKilled(first, ENOUGH);
            Files.write(kept, store.content("ct/" + shard() + "/checkpoint"));

            // then the other goes on, and who comes back waits
            second.awaitServing();
            try (var again = LogProcess.serve(flags("first"))) {
                Requests.until(() -> again.says(WAITING));
                submissions.submitUntilKilled(second, ENOUGH);
                again.awaitServing();
                submissions.requireAllIn(again);
                again.stop();
            }
            requireWhole(kept);
        }
    }

    private void requireWhole(Path kept) throws IOException {
        assertThat(submissions.count()).isGreaterThanOrEqualTo(2 * ENOUGH);
        for (var more : List.of(List.of("--signatures"), List.of("--since=" + kept))) {
            var words = new ArrayList<>(List.of("log", "fsck", STORE, "--json"));
            words.addAll(place());
            words.addAll(more);
            var checked = CommandRun.of(words.toArray(String[]::new));
            assertThat(checked.exit()).as(checked.out() + checked.err()).isZero();
            assertThat(checked.out()).contains("\"clean\":true");
            var size = Integer.parseInt(checked.out().replaceAll("(?s).*\"size\":(\\d+).*", "$1"));
            assertThat(size).isGreaterThanOrEqualTo(submissions.count());
        }
    }

    /** Who stands by needs the log's key. */
    private void makeTheLogForBoth() throws IOException, InterruptedException {
        Files.writeString(folder.resolve("roots.pem"), submissions.rootPem());
        Files.writeString(folder.resolve("credentials"), "aws_access_key_id = AKTINY\naws_secret_access_key = a\n");
        LogProcess.create(log("first"));
        var keys = Files.createDirectories(folder.resolve("second/keys"));
        try (var made = Files.list(folder.resolve("first/keys"))) {
            for (var key : (Iterable<Path>) made::iterator) {
                Files.copy(key, keys.resolve(key.getFileName()));
            }
        }
    }

    private List<String> flags(String name) {
        var flags = new ArrayList<>(log(name));
        flags.add("--log-accepted-roots=" + folder.resolve("roots.pem"));
        return flags;
    }

    private List<String> log(String name) {
        var flags = new ArrayList<>(List.of(
                "--data=" + folder.resolve(name),
                "--log-origin=log.example.com/fought",
                "--log-store=" + STORE,
                "--log-s3-lease=3s",
                "--log-s3-between=0s"));
        flags.addAll(place());
        return flags;
    }

    private List<String> place() {
        return List.of(
                "--log-s3-endpoint=" + store.endpoint(), "--log-s3-credentials=" + folder.resolve("credentials"));
    }

    /** The only one that there is. */
    private String shard() throws IOException {
        try (var keys = Files.list(folder.resolve("first/keys"))) {
            return keys.map(key -> key.getFileName().toString())
                    .filter(name -> name.startsWith("log-"))
                    .map(name -> name.substring("log-".length(), name.length() - ".pem".length()))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
