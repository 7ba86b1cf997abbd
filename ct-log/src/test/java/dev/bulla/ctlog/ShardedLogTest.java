/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.Note;
import dev.bulla.ctlog.codec.SignedTreeHead;
import dev.bulla.ctlog.testing.ShiftedClock;
import dev.bulla.ctlog.testing.TestAuthority;
import dev.bulla.ctlog.testing.TestChain;
import dev.bulla.ctlog.testing.TestKeys;
import dev.bulla.ctlog.testing.TestTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shards in real folders, over a border and beyond. */
class ShardedLogTest {
    private static final ShardPlan PLAN = new ShardPlan(ShardPeriod.MONTH, Duration.ofDays(10), Duration.ofDays(1));
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Instant MAY = Instant.parse("2027-05-15T00:00:00Z");
    private static final Instant JUNE = Instant.parse("2027-06-15T00:00:00Z");

    private final ShiftedClock clock = new ShiftedClock("2027-05-10T12:00:00Z");
    private final TestChain chain = TestChain.of(TestKeys.P256);
    private final List<String> told = new ArrayList<>();

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

    @Test
    void makesTheNextShardAheadAndTellsItsKeyAtOnce() throws Exception {
        assertThat(names()).containsExactly("2027-05");

        clock.moveTo("2027-05-22T00:00:01Z");
        log.tick();

        assertThat(names()).containsExactly("2027-05", "2027-06");
        assertThat(log.keys()).extracting(LogKey::id).containsExactly(id("2027-05"), id("2027-06"));
        assertThat(told).containsExactly("made 2027-05", "made 2027-06", "over");
        assertThat(page("2027-06/checkpoint")).startsWith("log.example/2027-06\n0\n");
        assertThat(page("2027-06/log.v3.json"))
                .contains("\"submission_url\":\"https://log.example/2027-06/\"")
                .contains("\"status\":\"active\"")
                .contains("\"planned_changes\":[{\"new_status\":\"readonly\","
                        + "\"effective_date\":\"2027-07-02T00:00:00Z\"}]");
        assertThat(page("log_list.v3.json"))
                .contains("https://log.example/2027-05/")
                .contains("https://log.example/2027-06/");
    }

    @Test
    void promisesWithTheKeyOfTheShardThatTheEndBelongsTo() throws Exception {
        clock.moveTo("2027-05-31T23:55:00Z");
        log.tick();
        var border = Instant.parse("2027-06-01T00:00:00Z");

        assertThat(submit("before", border.minusSeconds(1)).logId()).isEqualTo(id("2027-05"));
        assertThat(submit("at", border).logId()).isEqualTo(id("2027-06"));
        assertThat(submit("early", MAY).logId()).isEqualTo(id("2027-05"));
    }

    @Test
    void refusesWhatEndsOutsideOfAllWindows() {
        assertThatThrownBy(() -> submit("too late", Instant.parse("2027-08-01T00:00:00Z")))
                .isInstanceOfSatisfying(
                        NotLoggedException.class, e -> assertThat(e.word()).isEqualTo("outside-window"));
        assertThatThrownBy(() -> log.submit(List.of(new byte[] {1, 2, 3})))
                .isInstanceOfSatisfying(
                        NotLoggedException.class, e -> assertThat(e.word()).isEqualTo("malformed"));
        assertThatThrownBy(() -> log.submit(List.of()))
                .isInstanceOfSatisfying(
                        NotLoggedException.class, e -> assertThat(e.word()).isEqualTo("chain-length"));
    }

    @Test
    void endsAShardThatIsOverAndKeepsItsLastCheckpoint() throws Exception {
        submit("one", MAY);
        submit("two", MAY);
        endMay();

        assertThat(log.shard("2027-05").orElseThrow().hasEnded()).isTrue();
        assertThat(told).contains("ended 2027-05").endsWith("over");
        assertThat(log.keys()).extracting(LogKey::id).containsExactly(id("2027-06"));
        assertThatThrownBy(() -> submit("late", MAY))
                .isInstanceOfSatisfying(
                        NotLoggedException.class,
                        e -> assertThat(e.reason()).isEqualTo(NotLoggedException.Reason.RETIRED));
        var last = SignedTreeHead.of(
                Note.parse(Bytes.view(page("2027-05/checkpoint.final").getBytes(UTF_8))),
                "log.example/2027-05",
                id("2027-05").value());
        assertThat(last.head().size()).isEqualTo(2);
        assertThat(made.key("2027-05").verifies(last.head().signedBytes(), last.signature()))
                .isTrue();
        assertThat(page("2027-05/checkpoint")).isEqualTo(page("2027-05/checkpoint.final"));
        assertThat(page("2027-05/log.v3.json"))
                .contains("\"status\":\"readonly\"")
                .contains("\"final_tree_head\":{")
                .contains("\"tree_size\":2,");
        assertThat(page("log_list.v3.json")).contains("\"state\":{\"readonly\":{");
        assertThat(made.path("2027-05").resolve("journal")).doesNotExist();
        assertThat(check("2027-05").damaged()).isEmpty();
        assertThat(check("2027-05").checked()).isEqualTo(2);
    }

    @Test
    void givesEveryAnswerOfAnEndedShardWithoutItsKey() throws Exception {
        submit("one", MAY);
        endMay();
        submit("three", JUNE);
        var before = pages();
        log.close();

        clock.moveTo("2027-07-20T00:00:00Z");
        log = open(new ShardsInFolder(folder, PLAN, clock) {
            @Override
            KeyPair keys(Shard shard) {
                assertThat(shard.name()).isNotEqualTo("2027-05");
                return made.keys(shard);
            }
        });

        assertThat(pages()).isEqualTo(before);
        assertThat(names()).containsExactly("2027-05", "2027-06", "2027-07");
        log.tick();
        assertThat(log.shard("2027-06").orElseThrow().hasEnded()).isTrue();
        assertThat(check("2027-06").damaged()).isEmpty();
    }

    @Test
    void findsEntriesOfAnEndedShardWhenItsIndexIsGone() throws Exception {
        submit("one", MAY);
        endMay();
        log.close();
        deleteTree(made.path("2027-05").resolve("identities"));
        deleteTree(made.path("2027-05").resolve("index"));

        log = open(made);

        var found = log.shard("2027-05")
                .orElseThrow()
                .log()
                .search(new IdentityQuery(
                        new IdentityQuery.Wanted(IdentityKind.EMAIL, "nobody@example.com", false),
                        Optional.empty(),
                        Optional.empty(),
                        OptionalLong.empty(),
                        10));
        assertThat(found.size()).isEqualTo(1);
    }

    @Test
    void everyFlippedBitOfTheLastCheckpointIsFound() throws Exception {
        submit("one", MAY);
        endMay();
        log.close();
        var file = made.path("2027-05").resolve("checkpoint.final");
        var sound = Files.readAllBytes(file);
        for (var at = 0; at < sound.length; at++) {
            var damaged = sound.clone();
            damaged[at] ^= (byte) (1 << at % 7);
            Files.write(file, damaged);
            if (at % 16 == 0) {
                assertThat(check("2027-05").damaged()).as("byte %d", at).isNotEmpty();
            }
            assertThatThrownBy(() -> open(made)).as("byte %d", at).isInstanceOf(LogStartException.class);
        }
        Files.write(file, sound);
        log = open(made);
    }

    @Test
    void aShardThatCannotBeMadeIsToldAndMadeLater() throws Exception {
        clock.moveTo("2027-05-22T00:00:01Z");
        made.failsToOpen = true;
        log.tick();
        assertThat(told.getLast()).isEqualTo("trouble: told to fail to open 2027-06");
        submit("meanwhile", MAY);

        clock.moveTo("2027-06-01T00:00:01Z");
        log.tick();
        assertThat(told.getLast()).contains("no shard takes certificates that end now");

        made.failsToOpen = false;
        log.tick();
        assertThat(told.getLast()).isEqualTo("over");
        assertThat(submit("at last", JUNE).logId()).isEqualTo(id("2027-06"));
    }

    @Test
    void aShardThatHasEndedAndCannotBeOpenedYetIsReadAndTakesNothing() throws Exception {
        submit("one", MAY);
        clock.moveTo("2027-06-01T12:00:00Z");
        log.tick();
        made.failsToOpen = true;
        clock.moveTo("2027-06-02T00:00:01Z");
        log.tick();
        assertThat(told.getLast()).isEqualTo("trouble: told to fail to open 2027-05");
        assertThat(page("2027-05/ct/v1/get-sth")).contains("\"tree_size\":1");
        assertThatThrownBy(() -> submit("late", MAY))
                .isInstanceOfSatisfying(
                        NotLoggedException.class, e -> assertThat(e.word()).isEqualTo("retired"));

        made.failsToOpen = false;
        log.tick();

        assertThat(log.shard("2027-05").orElseThrow().hasEnded()).isTrue();
        assertThat(told).endsWith("ended 2027-05", "over");
    }

    @Test
    void aNewShardKnowsAllWhoMaySubmit() throws Exception {
        var root = TestTree.root("other");
        log.acceptRoots(List.of(root.certificates().getLast().toArray()));
        var other = TestChain.of(TestKeys.P256);
        log.accept(LogInFolder.arrays(other.certificates()));
        log.accept(LogInFolder.arrays(other.certificates()));
        clock.moveTo("2027-05-22T00:00:01Z");

        log.tick();

        assertThat(page("2027-06/ct/v1/get-roots")).isEqualTo(page("2027-05/ct/v1/get-roots"));
        assertThat(page("ct/v1/get-roots")).isEqualTo(page("2027-05/ct/v1/get-roots"));
        var precertificate = other.leaf("x", JUNE, List.of(TestChain.codeSigning(), TestAuthority.POISON));
        assertThat(log.submitPrecertificate(LogInFolder.arrays(other.below(precertificate)))
                        .await(LONG)
                        .logId())
                .isEqualTo(id("2027-06"));
    }

    @Test
    void pathsThatLeadToNoShardAreNotFound() {
        assertThat(status("checkpoint")).isEqualTo(404);
        assertThat(status("2027-04/checkpoint")).isEqualTo(404);
        assertThat(status("2027-05")).isEqualTo(404);
        assertThat(page("checkpoint")).contains("log_list.v3.json");
    }

    private void endMay() {
        clock.moveTo("2027-06-01T12:00:00Z");
        log.tick();
        clock.moveTo("2027-06-02T00:00:01Z");
        log.tick();
    }

    private ShardedLog open(ShardsInFolder source) throws IOException, LogStartException {
        var opened = ShardedLog.open(ShardsInFolder.ORIGIN, PLAN, source, clock, new Told());
        opened.accept(LogInFolder.arrays(chain.certificates()));
        return opened;
    }

    private SignedCertificateTimestamp submit(String name, Instant notAfter) throws InterruptedException {
        var leaf = chain.leaf(name, notAfter, List.of(TestChain.codeSigning(), TestAuthority.POISON));
        return log.submit(LogInFolder.arrays(chain.below(leaf))).await(LONG);
    }

    private List<String> names() {
        return log.states().stream().map(it -> it.shard().name()).toList();
    }

    private LogId id(String shard) {
        return made.key(shard).id();
    }

    private List<String> pages() {
        return List.of(
                        "checkpoint",
                        "checkpoint.final",
                        "log.v3.json",
                        "tile/0/000.p/1",
                        "ct/v1/get-sth",
                        "ct/v1/get-entries?start=0&end=0")
                .stream()
                .map(it -> page("2027-05/" + it))
                .toList();
    }

    private String page(String path) {
        return new String(answer(path).body(), UTF_8);
    }

    private int status(String path) {
        return answer(path).status();
    }

    private ReadAnswer answer(String path) {
        var parts = path.split("\\?", 2);
        return log.read(new ReadRequest("GET", parts[0], parts.length > 1 ? parts[1] : "", false, Optional.empty()));
    }

    private CheckReport check(String shard) throws Exception {
        var options = new LogCheck.Options(Optional.empty(), Optional.empty(), true, 1, 10, (_, _) -> {});
        return new LogCheck(LogInFolder.PROVIDER, options).check(made.path(shard));
    }

    private static void deleteTree(Path tree) throws IOException {
        try (var paths = Files.walk(tree)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private final class Told implements ShardEvents {
        @Override
        public void made(Shard shard, KeptLog log) {
            told.add("made " + shard.name());
        }

        @Override
        public void ended(Shard shard) {
            told.add("ended " + shard.name());
        }

        @Override
        public void troubled(String detail) {
            told.add("trouble: " + detail);
        }

        @Override
        public void over() {
            told.add("over");
        }
    }
}
