/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CompareBenchTest {
    @TempDir
    private Path folder;

    /** Whoever was first in a round was counted from an earlier moment on. */
    @Test
    void whoBeginsChangesFromRoundToRound() throws Exception {
        try (var ours = new ScriptedServer((_, _) -> ScriptedServer.OK);
                var reference = new ScriptedServer((_, _) -> ScriptedServer.OK)) {
            var bench = new CompareBench(bench(ours.target()), bench(reference.target()), 3, _ -> {});

            var rounds = bench.run(folder, 5).rounds();

            assertThat(rounds.stream().map(it -> begin(it.ours()) < begin(it.reference())))
                    .containsExactly(true, false, true);
            assertThat(begin(rounds.get(1).ours()))
                    .isLessThan(begin(rounds.get(2).ours()));
            assertThat(ours.requests()).isPositive();
            assertThat(reference.requests()).isPositive();
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void theRequestsDifferInNothingButWhomTheyAreFor() throws Exception {
        var one = requests(target(1, "one.example:1", "/api"));
        var other = requests(target(2, "other.example:20000", "/a/longer/prefix/api"));
        try (var made = one.prepare(folder, 7);
                var same = other.prepareAs(made, folder)) {
            assertThat(same.count()).isEqualTo(7);
            for (var number = 0; number < 7; number++) {
                assertThat(new String(same.get(number), US_ASCII))
                        .isEqualTo(new String(made.get(number), US_ASCII)
                                .replace("Host: one.example:1\r", "Host: other.example:20000\r")
                                .replace("POST /api ", "POST /a/longer/prefix/api "));
                assertThat(other.expected(number, same.get(number))).isEqualTo(one.expected(number, made.get(number)));
            }
        }
    }

    private static long begin(LoadReport report) {
        return report.result().before().nanos();
    }

    private static LoadBench bench(Target target) {
        var timing = new LoadPlan.Timing(Duration.ZERO, Duration.ofMillis(200), Duration.ofSeconds(10));
        var plan = new LoadPlan(target, Pace.Most.MOST, timing, 2, 0);
        return new LoadBench(plan, requests(target), (_, _, _) -> Optional.empty(), Optional.empty(), _ -> {});
    }

    private static SigningRequests requests(Target target) {
        return new SigningRequests(target, new Somebody(), List.of(RequestKind.EMAIL, RequestKind.CSR), KeyType.P256);
    }

    private static Target target(int port, String host, String path) {
        return new Target(InetAddress.getLoopbackAddress(), port, host, path);
    }

    /** One identity for all; what the tokens are nobody looks at here. */
    private record Somebody() implements Identities {
        @Override
        public Claimed of(int number) {
            return new Claimed("https://issuer.example", "somebody", Optional.empty());
        }

        @Override
        public String token(int number) {
            return "token-" + number;
        }
    }
}
