/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ctlog.testing.Providers;
import dev.bulla.ctlog.testing.ShiftedClock;
import dev.bulla.ctlog.testing.TestAuthority;
import dev.bulla.ctlog.testing.TestChain;
import dev.bulla.ctlog.testing.TestKeys;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A shard whose witness is silent when it is over. */
@Timeout(120)
class ShardWitnessTest {
    private static final ShardPlan PLAN = new ShardPlan(ShardPeriod.MONTH, Duration.ofDays(10), Duration.ofDays(1));

    private final ShiftedClock clock = new ShiftedClock("2027-05-25T12:00:00Z");
    private final TestChain chain = TestChain.of(TestKeys.P256);
    private final NoteSigner noteSigner = NoteSigner.of(TestKeys.ED25519.make(), Providers.BOUNCY_CASTLE);
    private final KeyPair witnessKeys = TestKeys.ED25519.make();
    private final List<String> told = new ArrayList<>();
    private volatile boolean isSilent;

    @TempDir
    private Path folder;

    @Test
    void endsWhenItsLastTreeIsWitnessedAndNotBefore() throws Exception {
        var signer = WitnessSigner.of("w.example/1", witnessKeys, Providers.BOUNCY_CASTLE);
        try (var witness =
                        TreeWitness.open(folder.resolve("witness"), watched(), signer, clock, Providers.BOUNCY_CASTLE);
                var log = open(signer, witness)) {
            log.accept(LogInFolder.arrays(chain.certificates()));
            isSilent = true;
            submit(log, "one");
            clock.moveTo("2027-06-02T00:00:01Z");

            log.tick();
            assertThat(hasEnded(log)).isFalse();
            assertThat(told).isEmpty();
            clock.move(Duration.ofMinutes(11));
            log.tick();
            assertThat(told.getLast()).contains("2027-05 cannot end", "not signed by enough witnesses");

            isSilent = false;
            while (!hasEnded(log)) {
                log.tick();
                Thread.onSpinWait();
            }
            assertThat(page(log, "checkpoint")).contains("log.example/2027-05\n1\n", "— w.example/1 ");
            assertThat(page(log, "checkpoint.witnessed")).contains("— w.example/1 ");
            assertThat(page(log, "checkpoint.final")).startsWith("log.example/2027-05\n1\n");
        }
    }

    private ShardedLog open(WitnessSigner signer, TreeWitness witness) throws Exception {
        var text = "witness w " + signer.verifierKey() + " https://w.example\nquorum w\n";
        var policy = WitnessPolicy.parse(text.getBytes(UTF_8), Providers.BOUNCY_CASTLE);
        var source = new ShardsInFolder(folder, PLAN, clock) {
            @Override
            List<NoteSigner> noteSigners() {
                return List.of(noteSigner);
            }

            @Override
            Optional<Witnesses> witnesses() {
                return Optional.of(new Witnesses(
                        policy,
                        Publishing.WITNESSED,
                        Duration.ofMillis(20),
                        Duration.ofHours(1),
                        (address, body) -> call(address, body, witness)));
            }
        };
        return ShardedLog.open(ShardsInFolder.ORIGIN, PLAN, source, clock, new Troubles());
    }

    private WitnessPolicy watched() throws UnusablePolicyException {
        var logs = "log %s\nquorum none\n".formatted(noteSigner.verifierKey("log.example/2027-05"));
        return WitnessPolicy.parse(logs.getBytes(UTF_8), Providers.BOUNCY_CASTLE);
    }

    private WitnessCaller.Reply call(URI address, Optional<byte[]> body, TreeWitness witness) throws IOException {
        if (isSilent) {
            throw new IOException(address + " is told to be silent");
        }
        if (body.isEmpty()) {
            return new WitnessCaller.Reply(404, "", new byte[0]);
        }
        var answer = witness.addCheckpoint(body.get());
        return new WitnessCaller.Reply(
                answer.status(), answer.headers().getOrDefault("Content-Type", ""), answer.body());
    }

    private static boolean hasEnded(ShardedLog log) {
        return log.shard("2027-05").orElseThrow().hasEnded();
    }

    private void submit(ShardedLog log, String name) throws InterruptedException {
        var leaf = chain.leaf(
                name, Instant.parse("2027-05-26T00:00:00Z"), List.of(TestChain.codeSigning(), TestAuthority.POISON));
        var _ = log.submit(LogInFolder.arrays(chain.below(leaf))).await(Duration.ofSeconds(30));
    }

    private static String page(ShardedLog log, String path) {
        var answer = log.read(new ReadRequest("GET", "2027-05/" + path, "", false, Optional.empty()));
        assertThat(answer.status()).as(path).isEqualTo(200);
        return new String(answer.body(), UTF_8);
    }

    private final class Troubles implements ShardEvents {
        @Override
        public void made(Shard shard, KeptLog log) {}

        @Override
        public void ended(Shard shard) {}

        @Override
        public void troubled(String detail) {
            told.add(detail);
        }

        @Override
        public void over() {}
    }
}
