/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.store.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.merkle.Hash;
import dev.bulla.ctlog.store.Base;
import dev.bulla.ctlog.store.Journal;
import dev.bulla.ctlog.store.LogFacts;
import dev.bulla.ctlog.store.Objects.Item;
import dev.bulla.ctlog.store.OpenRefusedException;
import dev.bulla.ctlog.store.OutcomeUnknownException;
import dev.bulla.ctlog.store.local.TestHistory;
import dev.bulla.ctlog.store.s3.FakeStore.Fault;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who may write to a log in a bucket, and how that passes from one to the next. */
class CloudLogTest {
    private final Cloud cloud = new Cloud();
    private final TestHistory history = new TestHistory();

    CloudLogTest() throws IOException {}

    @AfterEach
    void stop() {
        cloud.close();
    }

    @Test
    void whatWasGivenBackIsTakenAtOnce() throws Exception {
        cloud.hold().close();
        var before = cloud.pace.nanos();

        var second = cloud.hold();

        assertThat(second.epoch()).isEqualTo(2);
        assertThat(cloud.pace.nanos()).isEqualTo(before);
        assertThat(cloud.news).isEmpty();
    }

    @Test
    void aSilentHolderIsWaitedForAsLongAsItSaid() throws Exception {
        cloud.hold();
        var hasty = new CloudLog.Terms(Duration.ofSeconds(1), Duration.ZERO, cloud.news::add);

        var second = CloudLog.take(cloud.client, cloud.hasher, hasty);

        assertThat(second.epoch()).isEqualTo(2);
        assertThat(Duration.ofNanos(cloud.pace.nanos())).isBetween(Cloud.LEASE, Cloud.LEASE.plusSeconds(2));
        assertThat(cloud.news).hasSize(1).first().asString().contains("epoch 1", "waiting until it ends");
    }

    @Test
    void aHolderThatLivesKeepsTheLog() throws Exception {
        // given a holder that renews the head until it has done so a hundred times
        var held = cell(cloud.hold());
        var renewals = new AtomicInteger();
        cloud.pace.whileResting(() -> {
            if (renewals.incrementAndGet() <= 100) {
                renew(held);
            }
        });

        // when
        var second = cloud.hold();

        // then
        assertThat(second.epoch()).isEqualTo(2);
        assertThat(renewals.get()).isGreaterThan(100);
        assertThat(cloud.news).hasSize(1);
    }

    private HeadCell cell(CloudLog log) throws IOException {
        assertThat(log.epoch()).isEqualTo(1);
        var found = HeadCell.read(cloud.client, cloud.hasher).orElseThrow();
        return new HeadCell(cloud.client, cloud.hasher, found.head(), new Condition.Matches(found.tag()));
    }

    private static void renew(HeadCell held) {
        try {
            held.change(Head::renewed);
        } catch (OutcomeUnknownException | StoreException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aHolderRenewsTheHeadByItself() throws Exception {
        var often = new CloudLog.Terms(Duration.ofMillis(200), Duration.ZERO, cloud.news::add);
        try (var client = cloud.store.client(Pace.REAL, "alive/");
                var log = CloudLog.take(client, cloud.hasher, often)) {
            assertThat(log.epoch()).isEqualTo(1);
            var end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            var revision = 0L;
            while (revision < 3 && System.nanoTime() < end) {
                Pace.REAL.rest(Duration.ofMillis(20));
                revision =
                        HeadCell.read(client, cloud.hasher).orElseThrow().head().revision();
            }
            assertThat(revision).isGreaterThanOrEqualTo(3);
        }
        assertThat(HeadCell.read(cloud.store.client(cloud.pace, "alive/"), cloud.hasher)
                        .orElseThrow()
                        .head()
                        .isHeld())
                .isFalse();
    }

    @Test
    void theOneBeforeCanChangeNothingAnyMore() throws Exception {
        // given
        var first = cloud.hold();
        var journal = first.journal(Base.EMPTY, history.hasher, _ -> {});
        first.replaceBase(Base.EMPTY);
        add(journal, 3);
        first.objects().replace(new Item("checkpoint", bytes("three")));

        var fourth = history.next(List.of());

        // when
        var second = cloud.hold();
        var next = second.journal(Base.EMPTY, history.hasher, _ -> {});
        add(next, 1);
        second.objects().replace(new Item("checkpoint", bytes("four")));
        second.replaceBase(history.baseAt(2));

        // then
        assertThatThrownBy(() -> journal.append(fourth)).isInstanceOf(OutcomeUnknownException.class);
        assertThatThrownBy(() -> first.replaceBase(history.baseAt(3))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> first.objects().replace(new Item("checkpoint", bytes("three again"))))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> first.objects().replace(new Item("log.v3.json", bytes("new"))))
                .isInstanceOf(IOException.class);
        journal.close();
        assertThat(second.objects().get("checkpoint")).contains(bytes("four"));
        add(next, 1);
        next.close();
        assertThat(cloud.hold().base()).contains(history.baseAt(2));
        assertThat(replayed(history.baseAt(2))).isEqualTo(history.after(history.baseAt(2)));
    }

    @Test
    void theOneBeforeMayFinishWhatItsEntriesAllowUntilTheNextHasRead() throws Exception {
        // given one that loses the log between the base and what it covers
        var first = cloud.hold();
        var journal = first.journal(Base.EMPTY, history.hasher, _ -> {});
        first.replaceBase(Base.EMPTY);
        add(journal, 5);
        cloud.store.breaks(1, "GET", "state", Fault.STOPS_SHORT);
        cloud.pace.whileResting(() -> {
            cloud.pace.whileResting(() -> {});
            moveOn(first, journal);
        });

        // when
        var second = cloud.hold();

        // then
        var base = second.base().orElseThrow();
        var replayed = new ArrayList<Bytes>();
        second.journal(base, history.hasher, batch -> replayed.add(batch.encoded()));
        assertThat(replayed).isEqualTo(history.after(base));
    }

    private void moveOn(CloudLog log, Journal journal) {
        try {
            log.replaceBase(history.baseAt(4));
            journal.forget(history.baseAt(4));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aRecordWhoseAnswerWasLostIsReadByTheNext() throws Exception {
        var journal = cloud.hold().journal(Base.EMPTY, history.hasher, _ -> {});
        add(journal, 1);
        cloud.store.breaks(call -> call.key().endsWith("head")
                ? call.method().equals("PUT") ? Fault.LOST_ANSWER : Fault.FAILS
                : Fault.NONE);
        var lost = history.next(List.of());

        assertThatThrownBy(() -> journal.append(lost)).isInstanceOf(OutcomeUnknownException.class);
        cloud.store.mend();
        history.add(lost);

        assertThat(replayed(Base.EMPTY)).isEqualTo(history.after(Base.EMPTY));
    }

    @Test
    void copiesThatAreMissingOrDamagedAreRefusedByName() throws Exception {
        var journal = cloud.hold().journal(Base.EMPTY, history.hasher, _ -> {});
        add(journal, 4);
        journal.close();
        var key = "log/wal/000000000000002";
        var right = cloud.store.content(key).orElseThrow().toArray();
        var wrong = right.clone();
        wrong[wrong.length / 2] ^= 1;

        cloud.store.overwrite(key, wrong);
        assertThatThrownBy(() -> replayed(Base.EMPTY))
                .isInstanceOf(OpenRefusedException.class)
                .hasMessageContaining(key);
        cloud.store.remove(key);
        assertThatThrownBy(() -> replayed(Base.EMPTY)).hasMessageContaining(key + ": is missing");
        cloud.store.overwrite(key, right);
        assertThat(replayed(Base.EMPTY)).isEqualTo(history.after(Base.EMPTY));
    }

    @Test
    void aDamagedHeadOrStateIsRefusedByName() throws Exception {
        var log = cloud.hold();
        log.replaceBase(Base.EMPTY);
        log.close();

        cloud.store.overwrite("log/state", bytes("nonsense").toArray());
        assertThatThrownBy(cloud::hold).isInstanceOf(OpenRefusedException.class).hasMessageContaining("log/state");
        cloud.store.overwrite("log/head", bytes("nonsense").toArray());
        assertThatThrownBy(cloud::hold).isInstanceOf(OpenRefusedException.class).hasMessageContaining("head");
    }

    @Test
    void aHeadWithRecordsAndWithoutItsStateIsRefused() throws Exception {
        var journal = cloud.hold().journal(Base.EMPTY, history.hasher, _ -> {});
        add(journal, 1);
        journal.close();

        assertThatThrownBy(cloud::hold)
                .isInstanceOf(OpenRefusedException.class)
                .hasMessageContaining("state is missing");
    }

    @Test
    void ofTwoThatMakeALogTheFactsOfOneAreItsFacts() throws Exception {
        var mine = facts("log.example/mine");
        cloud.store.breaks(call -> {
            if (call.is("PUT", "log.json")) {
                cloud.store.mend();
                makeElsewhere();
            }
            return Fault.NONE;
        });

        assertThat(CloudLog.make(cloud.client, mine).origin()).isEqualTo("log.example/other");
        assertThat(CloudLog.make(cloud.client, mine).origin()).isEqualTo("log.example/other");
    }

    private void makeElsewhere() {
        try {
            CloudLog.make(cloud.client, facts("log.example/other"));
        } catch (IOException | OpenRefusedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aHeadWithoutFactsIsNoPlaceForANewLog() throws Exception {
        cloud.hold().close();

        assertThatThrownBy(() -> CloudLog.make(cloud.client, facts("log.example/mine")))
                .isInstanceOf(OpenRefusedException.class)
                .hasMessageContaining("log.json is missing");
    }

    @Test
    void whatALogAtRestOffersAgainIsNotSentAgain() throws Exception {
        var objects = cloud.hold().objects();
        var items = List.of(new Item("tile/0/000.p/3", bytes("a")), new Item("tile/data/000.p/3", bytes("b")));
        objects.put(items);
        objects.remove(List.of("tile/1/000.p"));
        cloud.store.forgetCalls();

        objects.put(items);
        objects.remove(List.of("tile/1/000.p"));

        assertThat(cloud.store.calls()).isEmpty();
    }

    @Test
    void aRecordCostsOneWriteThatIsWaitedFor() throws Exception {
        var journal = cloud.hold().journal(Base.EMPTY, history.hasher, _ -> {});
        add(journal, 1);
        cloud.store.forgetCalls();

        add(journal, 10);

        assertThat(cloud.store.calls().stream().filter(call -> call.is("PUT", "head")))
                .hasSize(10);
        assertThat(cloud.store.calls().stream().filter(call -> !call.is("PUT", "head")))
                .allMatch(call -> call.key().startsWith("log/wal/"));
    }

    @Test
    void recordsFollowEachOtherNoFasterThanTheyMay() throws Exception {
        var slow = new CloudLog.Terms(Cloud.LEASE, Duration.ofMillis(50), cloud.news::add);
        var journal = CloudLog.take(cloud.client, cloud.hasher, slow).journal(Base.EMPTY, history.hasher, _ -> {});
        var before = cloud.pace.nanos();

        add(journal, 10);

        assertThat(Duration.ofNanos(cloud.pace.nanos() - before)).isEqualTo(Duration.ofMillis(500));
    }

    private void add(Journal journal, int count) throws Exception {
        for (var i = 0; i < count; i++) {
            journal.append(history.add(history.next(List.of(bytes("entry " + history.all.size())))));
        }
    }

    private List<Bytes> replayed(Base base) throws IOException, OpenRefusedException {
        var replayed = new ArrayList<Bytes>();
        var found = HeadCell.read(cloud.client, cloud.hasher).orElseThrow();
        new Reading(new Copies(cloud.client), cloud.hasher, cloud.client.bucket())
                .read(base, found.head().newest(), batch -> replayed.add(batch.encoded()));
        return replayed;
    }

    private static LogFacts facts(String origin) {
        return new LogFacts(
                origin,
                Hash.sha256(new byte[] {1}),
                Bytes.copyOf(new byte[] {1}),
                Instant.parse("2026-01-01T00:00:00Z"),
                Instant.parse("2027-01-01T00:00:00Z"),
                true,
                Instant.parse("2026-11-21T00:00:00Z"));
    }

    private static Bytes bytes(String text) {
        return StoreClientTest.bytes(text);
    }
}
