/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.end2end;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ca.command.CommandRun;
import dev.bulla.ca.testing.RunningClock;
import dev.bulla.ca.testing.TestIssuer;
import dev.bulla.ca.testing.TestKey;
import dev.bulla.ca.testing.TestKeys;
import dev.bulla.ca.testing.TestServer;
import dev.bulla.ctlog.SignedHead;
import dev.bulla.ctlog.UntrustedTimestampException;
import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.Checkpoint;
import dev.bulla.ctlog.codec.Note;
import dev.bulla.ctlog.merkle.TreeRoot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** This version, started with what earlier ones left: every promise is kept, and the logs go on. */
@Timeout(120)
class KeptDataTest {
    private static final TestKey KEY = TestKeys.p256();
    private static final String ADDRESS = "ada@example.com";

    @TempDir
    private Path folder;

    static List<Path> packed() throws IOException {
        return KeptData.packed();
    }

    @Test
    void whatTheFirstVersionLeftIsKept() throws IOException {
        assertThat(packed())
                .extracting(file -> file.getFileName().toString())
                .contains("0.1.0-one.zip", "0.1.0-shards.zip");
    }

    @ParameterizedTest
    @MethodSource("packed")
    void aDataFolderOfAnEarlierVersionIsTakenOver(Path zip) throws Exception {
        var data = KeptData.unpacked(zip, folder);
        var kept = data.kept();
        for (var log : data.data().shards()) {
            data.putKey(kept.version(), log);
        }
        var clock = new RunningClock(kept.stopped().plus(Duration.ofHours(1)).toString());
        try (var issuer = TestIssuer.startedAt(clock);
                var server = TestServer.start(folder, Requests.trust(folder, issuer), clock, kept.flags())) {
            var logs = visitors(server, data);
            for (var chain : data.issued()) {
                expectFound(logs, chain);
            }
            var answer = server.send(
                    Requests.signing(server, issuer.token(), KEY, ADDRESS).build());
            assertThat(answer.statusCode()).isEqualTo(200);
            var grown = expectFound(logs, Requests.chain(answer));
            for (var log : logs.entrySet()) {
                var seen = seen(data, log.getKey(), log.getValue());
                var now = log.getValue().head();
                assertThat(now.size()).isEqualTo(seen.size() + (log.getKey().equals(grown) ? 1 : 0));
                if (seen.size() > 0) {
                    log.getValue().proveConsistency(seen, now);
                }
            }
            logs.values().forEach(LogVisitor::close);
        }
        assertThat(CommandRun.of("log", "fsck", data.data().path().toString()).exit())
                .isZero();
    }

    /** By their names. A log without shards is read where all of them are. */
    private static Map<String, LogVisitor> visitors(TestServer server, KeptData data) throws IOException {
        var visitors = new HashMap<String, LogVisitor>();
        var names = new ArrayList<>(data.data().shards());
        for (var name : names) {
            var isOnly = data.kept().flags().getOrDefault("log-shards", "none").equals("none");
            visitors.put(
                    name,
                    new LogVisitor(server.http(isOnly ? "/log" : "/log/" + name).toString()));
        }
        return visitors;
    }

    /** In which of the logs: its key must have signed the promise, and the proof must hold. */
    private static String expectFound(Map<String, LogVisitor> logs, List<String> chain) {
        var found = logs.entrySet().stream()
                .filter(log -> hasPromised(log.getValue(), chain))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no log has promised it"));
        var promised = found.getValue().promise(chain);
        assertThat(found.getValue()
                        .proveInclusion(promised.leaf(), found.getValue().head()))
                .isEqualTo(promised.timestamp().extensions().leafIndex().orElseThrow());
        return found.getKey();
    }

    private static boolean hasPromised(LogVisitor log, List<String> chain) {
        try {
            log.promise(chain);
            return true;
        } catch (UntrustedTimestampException e) {
            return false;
        }
    }

    /** The tree under the checkpoint that was kept, which the log's key must have signed. */
    private static TreeRoot seen(KeptData data, String name, LogVisitor log) throws IOException {
        var note = data.seen(name);
        var origin =
                new String(note, StandardCharsets.UTF_8).lines().findFirst().orElseThrow();
        SignedHead.ofCheckpoint(note, origin, log.key());
        assertThat(Files.exists(data.data().log(name))).isTrue();
        return Checkpoint.parse(Note.parse(Bytes.copyOf(note)).text()).tree();
    }
}
