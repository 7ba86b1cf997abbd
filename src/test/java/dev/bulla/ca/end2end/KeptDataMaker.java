/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.end2end;

import dev.bulla.ca.end2end.KeptData.Kept;
import dev.bulla.ca.testing.RunningClock;
import dev.bulla.ca.testing.TestIssuer;
import dev.bulla.ca.testing.TestKeys;
import dev.bulla.ca.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Makes what a release keeps of itself, for {@link KeptDataTest} of all versions to come. Its name is that of no test, so no build
 * runs it by itself: CONTRIBUTING.md says how it is run.
 */
class KeptDataMaker {
    private static final String VERSION = "kept.version";
    private static final String ADDRESS = "ada@example.com";

    @TempDir
    private Path folder;

    private final List<List<String>> issued = new ArrayList<>();

    private static String version() {
        return Objects.requireNonNull(System.getProperty(VERSION), "say which version: -D" + VERSION + "=0.1.0");
    }

    @Test
    void oneLog() throws IOException {
        var flags = Map.of("log-origin", "log.example/kept");
        var kept = new KeptData(folder);
        var clock = new RunningClock("2026-11-20T12:00:00Z");
        kept.putKey(version(), "2026");
        try (var issuer = TestIssuer.startedAt(clock);
                var server = TestServer.start(folder, Requests.trust(folder, issuer), clock, flags)) {
            issue(server, issuer, 5);
        }
        keep(kept, new Kept(version(), flags, clock.instant()), "one");
    }

    /** One of which has ended. */
    @Test
    void shards() throws IOException {
        var flags = Map.of("log-origin", "log.example/kept", "log-shards", "month");
        var kept = new KeptData(folder);
        var clock = new RunningClock("2026-10-31T23:00:00Z");
        for (var shard : List.of("2026-10", "2026-11")) {
            kept.putKey(version(), shard);
        }
        try (var issuer = TestIssuer.startedAt(clock);
                var server = TestServer.start(folder, Requests.trust(folder, issuer), clock, flags)) {
            issue(server, issuer, 3);
            clock.forward(Duration.ofDays(3));
            Requests.until(() -> Files.exists(kept.data().log("2026-10").resolve("checkpoint.final")));
            issue(server, issuer, 3);
        }
        keep(kept, new Kept(version(), flags, clock.instant()), "shards");
    }

    private void issue(TestServer server, TestIssuer issuer, int count) {
        for (var i = 0; i < count; i++) {
            var answer = server.send(Requests.signing(server, issuer.token(), TestKeys.p256(), ADDRESS)
                    .build());
            issued.add(Requests.chain(answer));
        }
    }

    private void keep(KeptData kept, Kept how, String kind) throws IOException {
        kept.keep(how, issued);
        Files.deleteIfExists(folder.resolve("issuers.yaml"));
        kept.pack(KeptData.packed(version(), kind));
    }
}
