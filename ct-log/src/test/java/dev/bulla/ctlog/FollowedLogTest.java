/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulla.ctlog.testing.ShiftedClock;
import dev.bulla.ctlog.testing.TestAuthority;
import dev.bulla.ctlog.testing.TestChain;
import dev.bulla.ctlog.testing.TestKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log that was made for ten years, and another that is to follow it. */
class FollowedLogTest {
    private static final ShardPlan PLAN = new ShardPlan(ShardPeriod.NONE, Duration.ofDays(30), Duration.ofDays(1));
    private static final Instant START = Instant.parse("2027-05-12T12:00:01Z");
    private static final Shard NEXT = new Shard("2027-05-12", START, Instant.parse("2037-05-12T12:00:01Z"));

    private final ShiftedClock clock = new ShiftedClock("2027-05-10T12:00:00Z");
    private final TestChain chain = TestChain.of(TestKeys.P256);

    @TempDir
    private Path folder;

    private ShardsInFolder made;
    private ShardedLog log;

    @BeforeEach
    void openLog() throws Exception {
        made = new ShardsInFolder(folder, PLAN, clock);
        log = open(made);
    }

    @AfterEach
    void closeLog() throws IOException {
        log.close();
    }

    private ShardedLog open(ShardsInFolder source) throws IOException, LogStartException {
        var opened = ShardedLog.open(ShardsInFolder.ORIGIN, PLAN, source, clock, ShardEvents.IGNORED);
        opened.accept(LogInFolder.arrays(chain.certificates()));
        return opened;
    }

    private void ask() {
        made.wanted = Optional.of(NEXT);
        log.tick();
    }

    private LogId promiser(String name, Instant notAfter) throws InterruptedException {
        var leaf = chain.leaf(name, notAfter, List.of(TestChain.codeSigning(), TestAuthority.POISON));
        return log.submit(LogInFolder.arrays(chain.below(leaf)))
                .await(Duration.ofSeconds(30))
                .logId();
    }

    @Test
    void theNextOneTakesWhatEndsFromItsStartOn() throws Exception {
        assertThat(promiser("alone", START)).isEqualTo(made.key("2027").id());

        ask();

        assertThat(log.keys())
                .extracting(LogKey::id)
                .containsExactly(made.key("2027").id(), made.key("2027-05-12").id());
        assertThat(promiser("before", START.minusSeconds(1)))
                .isEqualTo(made.key("2027").id());
        assertThat(promiser("after", START)).isEqualTo(made.key("2027-05-12").id());
        assertThat(log.current().orElseThrow().shard().name()).isEqualTo("2027");
        clock.moveTo(START.toString());
        assertThat(log.current().orElseThrow().shard().name()).isEqualTo("2027-05-12");
    }

    @Test
    void theOneBeforeEndsOnceNothingIsLateAnyMore() throws Exception {
        promiser("first", START.minusSeconds(1));
        ask();
        promiser("second", START);

        clock.moveTo("2027-05-13T12:00:00Z");
        log.tick();
        assertThat(log.shard("2027").orElseThrow().hasEnded()).isFalse();
        clock.moveTo("2027-05-13T12:00:02Z");
        log.tick();

        assertThat(log.shard("2027").orElseThrow().hasEnded()).isTrue();
        assertThat(log.keys())
                .extracting(LogKey::id)
                .containsExactly(made.key("2027-05-12").id());
        assertThatThrownBy(() -> promiser("late", START.minusSeconds(1)))
                .isInstanceOfSatisfying(
                        NotLoggedException.class,
                        e -> assertThat(e.reason()).isEqualTo(NotLoggedException.Reason.RETIRED));
    }

    @Test
    void whatFollowsWhatIsKnownAfterARestart() throws Exception {
        ask();
        log.close();
        var again = new ShardsInFolder(folder, PLAN, clock).withKeysOf(made);
        log = open(again);

        assertThat(log.states()).extracting(it -> it.shard().end()).containsExactly(START, NEXT.end());
        assertThat(promiser("before", START.minusSeconds(1)))
                .isEqualTo(made.key("2027").id());
        assertThat(promiser("after", START)).isEqualTo(made.key("2027-05-12").id());
        log.close();
        clock.moveTo("2027-05-13T12:00:02Z");
        log = open(new ShardsInFolder(folder, PLAN, clock).withKeysOf(made));
        log.tick();
        assertThat(log.shard("2027").orElseThrow().hasEnded()).isTrue();
    }
}
