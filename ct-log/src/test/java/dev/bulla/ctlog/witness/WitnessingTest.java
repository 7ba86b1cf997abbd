/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.witness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ctlog.codec.Bytes;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class WitnessingTest {
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final GrowingLog log = GrowingLog.named("log.example").grow(5);
    private final HeardEvents heard = new HeardEvents();
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicReference<Optional<TreeNote>> kept = new AtomicReference<>(Optional.empty());

    @TempDir
    private Path folder;

    private Village village;
    private Witnessing witnessing;

    @BeforeEach
    void build() throws Exception {
        village = new Village(folder, 3, List.of(log.key()));
        witnessing = witnessing(log, 2);
    }

    @AfterEach
    void stop() {
        witnessing.close();
        village.close();
    }

    @Test
    void whatEnoughWitnessesHaveSignedIsKeptUnderTheirSignatures() {
        round(log);

        var shown = witnessing.witnessed().orElseThrow();
        assertThat(shown.text()).isEqualTo(log.head().text());
        assertThat(signersOf(shown)).hasSizeGreaterThanOrEqualTo(2);
        assertThat(log.key().in(shown.signatures())).hasSize(1);
        // The third may have signed meanwhile.
        var later = kept.get().orElseThrow();
        assertThat(later.text()).isEqualTo(shown.text());
        assertThat(signersOf(later)).containsAll(signersOf(shown));
        assertThat(heard.witnessed).isEqualTo(5);
    }

    @Test
    void aLogThatGrowsIsWitnessedAgain() {
        round(log);
        round(log.grow(4));

        assertThat(witnessing.witnessed().orElseThrow().tree().size()).isEqualTo(9);
        assertThat(heard.outcomes).doesNotContain("w0 contradicts", "w0 refuses");
    }

    @Test
    void whoEverAnswersLateIsAddedToo() throws Exception {
        var held = new CountDownLatch(1);
        village.trick("w2", door -> (address, body) -> {
            awaitQuietly(held);
            return door.call(address, body);
        });
        round(log);
        assertThat(signersOf(witnessing.witnessed().orElseThrow())).containsExactlyInAnyOrder("w0", "w1");

        held.countDown();

        eventually(() -> signersOf(witnessing.witnessed().orElseThrow()).size() == 3);
    }

    @Test
    void aDeadQuorumIsToldAfterAWhileAndOverWhenItLivesAgain() {
        village.trick("w1", _ -> (_, _) -> {
            throw new IOException("no way to w1");
        });
        village.trick("w2", _ -> (_, _) -> {
            throw new IOException("no way to w2");
        });
        round(log);
        assertThat(heard.lack).isEmpty();

        nanos.addAndGet(PATIENCE.toNanos());
        round(log);
        assertThat(heard.lack.orElseThrow()).contains("w0: cosigned", "w1: silent, no way to w1");
        assertThat(witnessing.witnessed()).isEmpty();

        village.noTricks();
        nanos.addAndGet(PATIENCE.toNanos());
        round(log);
        assertThat(heard.lack).isEmpty();
        assertThat(witnessing.witnessed()).isPresent();
    }

    @Test
    void aWitnessThatFailsIsAskedLessAndLess() {
        var calls = new AtomicLong();
        village.trick("w2", _ -> (_, _) -> {
            calls.incrementAndGet();
            throw new IOException("no");
        });
        for (var second = 0; second < 600; second++) {
            nanos.addAndGet(Duration.ofSeconds(1).toNanos());
            witnessing.introduce(log.head());
        }

        assertThat(calls.get()).isBetween(10L, 25L);
    }

    @Test
    void aLogThatWasSetBackIsContradictedAndTheWitnessProvesIt() {
        var before = log.head();
        log.grow(4);
        witnessing.introduce(log.head());
        witnessing.close();

        var copy = log.forkedAt(5, 2);
        witnessing = witnessing(copy, 2);
        witnessing.introduce(copy.head());

        assertThat(before.tree().size()).isEqualTo(5);
        assertThat(heard.contradiction.orElseThrow())
                .contains("it has signed a tree of ours of 9 entries, and ours has 7")
                .contains("it shows one of 9 entries that bears the signature of our key");
    }

    @Test
    void aForkOfTheSameSizeOrALargerOneIsContradictedToo() {
        witnessing.introduce(log.head());
        for (var more : List.of(1, 5)) {
            witnessing.close();
            var fork = log.forkedAt(4, more);
            witnessing = witnessing(fork, 2);
            witnessing.introduce(fork.head());

            assertThat(heard.contradiction.orElseThrow()).contains("has signed another tree of ours");
            assertThat(witnessing.witnessed().orElseThrow().text())
                    .isEqualTo(log.head().text());
        }
    }

    @Test
    void aContradictionIsOverWhenTheWitnessSignsAgainAndNotWhenItIsSilent() {
        village.trick("w0", _ -> (_, _) -> new Door.Reply(409, WitnessAnswer.SIZE_TYPE, text("99\n")));
        witnessing.introduce(log.head());
        assertThat(heard.contradiction.orElseThrow()).contains("99 entries", "it does not show that one");

        village.trick("w0", _ -> (_, _) -> {
            throw new IOException("gone");
        });
        later(log);
        assertThat(heard.contradiction).isPresent();

        village.noTricks();
        later(log);
        assertThat(heard.contradiction).isEmpty();
    }

    @Test
    void aWitnessThatCallsASoundTreeInconsistentDoesNotStopUs() {
        witnessing.introduce(log.head());
        village.trick(
                "w0",
                door -> (address, body) ->
                        body.isPresent() ? new Door.Reply(422, "text/plain", text("no\n")) : door.call(address, body));

        later(log.grow(1));

        assertThat(heard.contradiction).isEmpty();
        assertThat(heard.outcomes).contains("w0 refuses");
    }

    @Test
    void oneThatHasSeenALaterCheckpointOfOursIsAheadAndNoMore() throws Exception {
        var early = log.head();
        log.grow(3);
        village.call(
                URI.create("http://w0/add-checkpoint"),
                Optional.of(log.request(0, 8).encoded()));

        witnessing.introduce(early);
        assertThat(heard.outcomes).contains("w0 ahead");
        assertThat(heard.contradiction).isEmpty();

        later(log);
        assertThat(signersOf(witnessing.witnessed().orElseThrow())).contains("w1", "w2");
    }

    @ValueSource(
            strings = {
                "",
                "— w0.example AAAA\n",
                "garbage",
                "— log.example Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n"
            })
    @ParameterizedTest
    void anAnswerWithoutASoundSignatureOfTheWitnessCountsForNothing(String body) {
        village.trick("w0", _ -> (_, _) -> new Door.Reply(200, "text/plain", text(body)));
        village.trick("w1", _ -> (_, _) -> new Door.Reply(200, "text/plain", text(body)));
        witnessing.introduce(log.head());

        assertThat(witnessing.witnessed()).isEmpty();
        assertThat(heard.outcomes).contains("w0 unusable", "w1 unusable", "w2 cosigned");
    }

    @Test
    void theRightSignatureOnAnotherHeadCountsForNothing() {
        var other = log.forkedAt(4, 1).head();
        for (var name : List.of("w0", "w1")) {
            var line = village.cosigner(name).cosign(other.text(), Instant.now());
            village.trick(name, _ -> (_, _) -> reply(new WitnessAnswer.Cosigned(List.of(line))));
        }
        witnessing.introduce(log.head());

        assertThat(witnessing.witnessed()).isEmpty();
    }

    @Test
    void aWitnessCannotSpeakForAnother() {
        village.trick("w1", door -> (address, body) -> village.call(URI.create("http://w0/add-checkpoint"), body));
        village.trick("w2", door -> (address, body) -> village.call(URI.create("http://w0/add-checkpoint"), body));
        witnessing.introduce(log.head());

        assertThat(witnessing.witnessed()).isEmpty();
    }

    @Test
    void whatCannotBeKeptIsNotShownAndTriedAgain() throws Exception {
        var full = new AtomicBoolean(true);
        witnessing.close();
        witnessing = new Witnessing(
                plan(2),
                new Witnessing.Subject(log, log.origin(), List.of(log.key()), note -> {
                    if (full.get()) {
                        throw new IOException("full");
                    }
                    kept.set(Optional.of(note));
                }),
                Optional.empty(),
                ports());
        witnessing.introduce(log.head());
        assertThat(witnessing.witnessed()).isEmpty();
        assertThat(heard.notKept).contains("full");

        full.set(false);
        later(log);
        assertThat(witnessing.witnessed()).isPresent();
    }

    @Test
    void whatWasKeptIsShownAfterARestartIfItStillCounts() throws Exception {
        witnessing.introduce(log.head());
        witnessing.close();
        var note = kept.get();

        witnessing = witnessing(log, 2);
        assertThat(witnessing.witnessed().map(TreeNote::encoded)).isEqualTo(note.map(TreeNote::encoded));

        witnessing.close();
        kept.set(Optional.of(log.head()));
        witnessing = witnessing(log, 2);
        assertThat(witnessing.witnessed()).isEmpty();
    }

    /** Ends when enough have signed. */
    private void round(GrowingLog of) {
        witnessing.round(of.head());
    }

    /** After any pause that a failure may have led to. */
    private void later(GrowingLog of) {
        nanos.addAndGet(Duration.ofMinutes(6).toNanos());
        witnessing.introduce(of.head());
    }

    private List<String> signersOf(TreeNote note) {
        return village.names().stream()
                .filter(name -> WitnessKey.of(village.cosigner(name).key(), GrowingLog.PROVIDER)
                        .in(note.text(), note.signatures())
                        .isPresent())
                .toList();
    }

    private Witnessing witnessing(GrowingLog of, int enough) {
        try {
            return new Witnessing(
                    plan(enough),
                    new Witnessing.Subject(of, of.origin(), List.of(of.key()), note -> kept.set(Optional.of(note))),
                    kept.get(),
                    ports());
        } catch (InvalidPolicyException e) {
            throw new IllegalStateException(e);
        }
    }

    private Witnessing.Plan plan(int enough) throws InvalidPolicyException {
        return new Witnessing.Plan(village.policy(enough), Duration.ofDays(1), PATIENCE);
    }

    private Witnessing.Ports ports() {
        return new Witnessing.Ports(village, heard, nanos::get, GrowingLog.PROVIDER);
    }

    private static Door.Reply reply(WitnessAnswer answer) {
        return new Door.Reply(answer.status(), answer.type(), answer.body());
    }

    private static Bytes text(String text) {
        return Bytes.view(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void eventually(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }
}
