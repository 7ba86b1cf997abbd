/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulla.ctlog.check.UnreadableException;
import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.LogEntry;
import dev.bulla.ctlog.identity.Identity;
import dev.bulla.ctlog.merkle.Hash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FollowerTest {
    private static final String ALICE = "alice@watched.example";
    private static final String BOB = "bob@watched.example";
    private static final String EVE = "eve@other.example";

    @ParameterizedTest
    @EnumSource
    void certificatesOfTheWatchedAreToldOnceAndInTheirOrder(LogKind kind) throws Exception {
        var log = new MadeLog().add(EVE).add(ALICE).add(EVE).add(BOB).publish();
        var watching = new Watching(kind, log);

        watching.look();
        log.add(EVE).add(ALICE).publish();
        watching.look();
        watching.look();

        assertThat(watching.told).containsExactly(1L, 3L, 5L);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsToldOfACertificateIsWhatTheTreeHolds(LogKind kind) throws Exception {
        var log = new MadeLog().add(EVE).add(ALICE).publish();
        var all = new ArrayList<Found>();

        new Watching(kind, log).look((_, found, _) -> all.addAll(found));

        assertThat(all).singleElement().satisfies(found -> {
            assertThat(found.timestamp()).isEqualTo(MadeLog.START + 1);
            assertThat(found.leaf()).isEqualTo(log.node(0, 1));
            assertThat(found.isPrecertificate()).isFalse();
            assertThat(found.identities()).containsExactly(new Identity(Identity.Kind.EMAIL, ALICE));
            assertThat(found.matched()).extracting(it -> it.text()).containsExactly(ALICE);
        });
    }

    @ParameterizedTest
    @EnumSource
    void aPlaceIsTakenUpAfterARestart(LogKind kind) throws Exception {
        var log = grown(new MadeLog(), 300).add(ALICE).publish();
        var watching = new Watching(kind, log);
        watching.look();

        watching.restart();
        grown(log, 700).add(BOB).publish();
        watching.look();

        assertThat(watching.told).containsExactly(300L, 1001L);
    }

    @ParameterizedTest
    @EnumSource
    void aLogThatGivesFewEntriesAtOnceIsFollowedAllTheSame(LogKind kind) throws Exception {
        var log = grown(new MadeLog().add(ALICE), 1500).add(BOB).publish();
        var watching = new Watching(kind, log).givingAtMost(7);

        watching.look();

        assertThat(watching.told).containsExactly(0L, 1501L);
    }

    @ParameterizedTest
    @EnumSource
    void aLogOfWhateverSizeIsFollowedFromNowOn(LogKind kind) throws Exception {
        for (var size : List.of(0, 1, 2, 3, 255, 256, 257, 600)) {
            var log = grown(new MadeLog(), size).publish();
            var watching = new Watching(kind, log);
            watching.fromNow = true;

            watching.look();
            log.add(ALICE).add(BOB).publish();
            watching.look();

            assertThat(watching.told).as("from %d on", size).containsExactly((long) size, size + 1L);
        }
    }

    @ParameterizedTest
    @EnumSource
    void entriesThatNobodyCanReadAreToldToBeSo(LogKind kind) throws Exception {
        var garbage = new LogEntry.Certificate(Bytes.view("no certificate".getBytes(StandardCharsets.US_ASCII)));
        var watching = new Watching(
                kind, new MadeLog().add(ALICE).add(garbage).add(BOB).publish());

        watching.look();

        assertThat(watching.told).containsExactly(0L, 2L);
        assertThat(watching.unreadable).containsExactly(1L);
    }

    @ParameterizedTest
    @EnumSource
    void aPrecertificateIsKnownByWhatItsLeafHolds(LogKind kind) throws Exception {
        var log = new MadeLog()
                .add(new LogEntry.Precertificate(Hash.ZERO, MadeLog.tbs(ALICE)))
                .publish();
        var all = new ArrayList<Found>();

        new Watching(kind, log).look((_, found, _) -> all.addAll(found));

        assertThat(all).singleElement().matches(Found::isPrecertificate);
    }

    @ParameterizedTest
    @EnumSource
    void twoTreesOfOneSizeAreAForkForEver(LogKind kind) throws Exception {
        var log = grown(new MadeLog(), 20).publish();
        var watching = new Watching(kind, log);
        watching.look();

        watching.serve(grown(log.fork(10).add(ALICE), 9).publish());
        var caught = watching.caught();
        watching.serve(log.add(BOB).publish());
        watching.restart();
        var again = watching.caught();

        assertThat(caught.fault()).isEqualTo(Fault.OTHER_ROOT);
        assertThat(caught.kept().orElseThrow().head().size()).isEqualTo(20);
        assertThat(caught.seen().orElseThrow().head().size()).isEqualTo(20);
        assertThat(again.fault()).isEqualTo(Fault.OTHER_ROOT);
        assertThat(again.seen()).isEqualTo(caught.seen());
        assertThat(watching.waited).as("what is signed needs no second look").isZero();
        assertThat(watching.evidence()).hasSize(1);
        assertThat(watching.told).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aLargerTreeThatBeginsOtherwiseIsAForkForEver(LogKind kind) throws Exception {
        var log = grown(new MadeLog(), 300).publish();
        var watching = new Watching(kind, log);
        watching.look();

        watching.serve(grown(log.fork(250).add(ALICE), 400).publish());
        var caught = watching.caught();
        watching.serve(log.add(BOB).publish());

        assertThat(caught.fault()).isEqualTo(Fault.NOT_CONSISTENT);
        assertThat(watching.waited).isEqualTo(2);
        assertThat(watching.caught().fault()).isEqualTo(Fault.NOT_CONSISTENT);
        assertThat(watching.evidence()).hasSize(1);
        assertThat(watching.told).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aSmallerTreeOfALaterTimeIsAFork(LogKind kind) throws Exception {
        var log = grown(new MadeLog(), 20).publish();
        var watching = new Watching(kind, log);
        watching.look();

        log.show(19, log.head().head().timestamp() + 1);

        assertThat(watching.caught().fault()).isEqualTo(Fault.SHRUNK);
        assertThat(watching.waited).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void aLargerTreeOfAnEarlierTimeIsAFork(LogKind kind) throws Exception {
        var log = grown(new MadeLog(), 20).publish();
        var watching = new Watching(kind, log);
        watching.look();

        log.add(ALICE).show(21, log.head().head().timestamp() - 1);

        assertThat(watching.caught().fault()).isEqualTo(Fault.BACKDATED);
    }

    @ParameterizedTest
    @EnumSource
    void anOldHeadIsShoutedAboutUntilTheLogShowsItsLatestAgain(LogKind kind) throws Exception {
        var log = grown(new MadeLog(), 20).publish();
        var watching = new Watching(kind, log);
        var before = log.head().head();
        log.add(EVE).publish();
        watching.look();
        log.show(before.size(), before.timestamp());

        assertThat(watching.caught().fault()).isEqualTo(Fault.GONE_BACK);
        assertThat(watching.waited).isEqualTo(2);
        log.add(ALICE).publish();
        watching.look();

        assertThat(watching.told).containsExactly(21L);
    }

    @ParameterizedTest
    @EnumSource
    void anOldHeadThatACacheShowsForAMomentIsNothingToShoutAbout(LogKind kind) throws Exception {
        var log = grown(new MadeLog(), 20).publish();
        var watching = new Watching(kind, log);
        var old = log.fork(20);
        old.show(20, log.head().head().timestamp());
        log.add(EVE).publish();
        watching.look();

        watching.log = () -> watching.waited == 0 ? old : log;
        log.add(ALICE).publish();
        watching.look();

        assertThat(watching.told).containsExactly(21L);
        assertThat(watching.evidence()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aHeadThatTheKeyHasNotSignedIsShoutedAbout(LogKind kind) throws Exception {
        var log = grown(new MadeLog(), 20).publish();
        var watching = new Watching(kind, log);
        watching.look();

        log.add(ALICE).publish().showForged();

        assertThat(watching.caught().fault()).isEqualTo(Fault.NOT_SIGNED);
        assertThat(watching.told).isEmpty();
        log.publish();
        watching.look();
        assertThat(watching.told).containsExactly(20L);
    }

    @ParameterizedTest
    @EnumSource
    void anotherLogUnderTheSameAddressIsShoutedAbout(LogKind kind) throws Exception {
        var watching = new Watching(kind, grown(new MadeLog(), 20).publish());
        watching.look();

        watching.serve(grown(new MadeLog(), 30).publish());

        assertThat(watching.caught().fault()).isEqualTo(Fault.NOT_SIGNED);
    }

    @ParameterizedTest
    @EnumSource
    void entriesThatAreNotThoseUnderTheHeadAreToldToNobody(LogKind kind) throws Exception {
        var log = grown(new MadeLog(), 20).publish();
        var watching = new Watching(kind, log);
        watching.look();
        grown(log, 10).publish();
        var lying = grown(log.fork(25).add(ALICE), 4);
        watching.pages = (path, most) -> {
            watching.log = () -> path.contains("data") || path.contains("get-entries") ? lying : log;
            return watching.page(path, most);
        };

        var caught = watching.caught();

        assertThat(caught.fault()).isEqualTo(Fault.OTHER_ENTRIES);
        assertThat(watching.told).isEmpty();
        watching.pages = watching::page;
        watching.serve(log.add(BOB).publish());
        watching.look();
        assertThat(watching.told).containsExactly(30L);
    }

    @ParameterizedTest
    @EnumSource
    void aLogThatDoesNotAnswerSaysNothingAboutItself(LogKind kind) throws Exception {
        var log = grown(new MadeLog(), 20).publish();
        var watching = new Watching(kind, log);
        watching.look();
        grown(log, 10).add(ALICE).publish();

        for (Pages broken : List.<Pages>of(
                (_, _) -> {
                    throw new UnreadableException("dead");
                },
                (_, _) -> Optional.empty(),
                (_, _) -> Optional.of(Bytes.EMPTY),
                (_, most) -> Optional.of(Bytes.view(new byte[most])),
                (path, most) -> isHead(path) ? watching.page(path, most) : Optional.of(Bytes.view(new byte[31])),
                (path, most) -> isHead(path) ? watching.page(path, most) : Optional.empty())) {
            watching.pages = broken;
            assertThatThrownBy(watching::look).isInstanceOf(UnreadableException.class);
        }
        watching.pages = watching::page;
        watching.look();

        assertThat(watching.told).containsExactly(30L);
        assertThat(watching.evidence()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void whoeverCannotKeepWhatItWasToldIsToldAgain(LogKind kind) throws Exception {
        var log = new MadeLog().add(ALICE).publish();
        var watching = new Watching(kind, log);

        assertThatThrownBy(() -> watching.look((_, _, _) -> {
                    throw new IOException("no room");
                }))
                .hasMessage("no room");
        watching.look();

        assertThat(watching.told).containsExactly(0L);
    }

    @ParameterizedTest
    @EnumSource
    void anEmptyTreeHasOneRoot(LogKind kind) throws Exception {
        var log = new MadeLog();
        log.showEmptyWith(Hash.ZERO);

        assertThat(new Watching(kind, log).caught().fault()).isEqualTo(Fault.OTHER_ENTRIES);
    }

    private static boolean isHead(String path) {
        return path.equals("checkpoint") || path.equals("ct/v1/get-sth");
    }

    private static MadeLog grown(MadeLog log, int entries) {
        for (var i = 0; i < entries; i++) {
            log.add(EVE);
        }
        return log;
    }
}
