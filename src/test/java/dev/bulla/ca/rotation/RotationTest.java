/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.data.AuditNotes;
import dev.bulla.ca.data.DataFolder;
import dev.bulla.ca.data.KeyHistory;
import dev.bulla.ca.data.KnownKey;
import dev.bulla.ca.data.PublicChains;
import dev.bulla.ca.data.RotationTerms;
import dev.bulla.ca.signing.CaFolder;
import dev.bulla.ca.signing.CaKeyType;
import dev.bulla.ca.signing.FileKey;
import dev.bulla.ca.signing.Handover;
import dev.bulla.ca.signing.KeyFiles;
import dev.bulla.ca.signing.NextPair;
import dev.bulla.ca.signing.PairFolder;
import dev.bulla.ca.signing.PairFolder.Role;
import dev.bulla.ca.signing.Reloaded;
import dev.bulla.ca.signing.StampingFileKey;
import dev.bulla.ca.signing.TsaFolder;
import dev.bulla.ca.signing.UnusableKeyException;
import dev.bulla.ca.testing.MovableClock;
import dev.bulla.ca.testing.SilentKey;
import dev.bulla.ca.timestamp.StampingKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class RotationTest {
    private static final Instant NOW = Instant.parse("2027-03-01T12:00:00Z");
    private static final Duration LEAD = Duration.ofDays(2);
    private static final String PASSWORD = "correct horse";

    /** Keys are encrypted slowly, so each folder is made once, with a next pair in it, and copied. */
    @TempDir
    private static Path made;

    @TempDir
    private Path path;

    private final MovableClock clock = new MovableClock(NOW);

    @BeforeAll
    static void make() throws IOException {
        var clock = new MovableClock(NOW);
        new CaFolder(made.resolve("AUTHORITY"))
                .make(
                        new CaFolder.Plan(CaKeyType.P384, "example.com", PASSWORD),
                        Crypto.fastest(),
                        clock,
                        new SecureRandom());
        new TsaFolder(made.resolve("TIMESTAMPER"))
                .make(
                        new TsaFolder.Plan(CaKeyType.P384, "example.com", PASSWORD, Optional.empty()),
                        Crypto.fastest(),
                        clock,
                        new SecureRandom());
        for (var role : Role.values()) {
            var folder = new PairFolder(made.resolve(role.name()), role);
            pair(folder, PASSWORD, clock).make(new NextPair.Under(folder.issuer(PASSWORD), Optional.empty()));
        }
    }

    private static NextPair pair(PairFolder folder, String password, MovableClock clock) {
        return new NextPair(folder, password, Crypto.fastest(), clock, new SecureRandom());
    }

    /** A folder, the data folder of its server, and what is done with both. */
    private final class Scene {
        private final PairFolder folder;
        private final DataFolder data = new DataFolder(path.resolve("data"));
        private final KeyHistory history;
        private final Rotation rotation;
        private final String first;

        Scene(Role role) throws IOException {
            folder = new PairFolder(path.resolve("keys"), role);
            copy(made.resolve(role.name()), folder.path());
            history =
                    new KeyHistory(data, role == Role.AUTHORITY ? KnownKey.Kind.AUTHORITY : KnownKey.Kind.TIMESTAMPER);
            rotation = new Rotation(folder, data, clock, "ada");
            first = RotatedKey.in(folder, history).sha256();
            history.use(first, NOW);
        }

        Stand next() throws IOException {
            return rotation.next(
                    pair(folder, PASSWORD, clock), new NextPair.Under(folder.issuer(PASSWORD), Optional.empty()));
        }

        /** As a server that runs or starts does. */
        void served() throws IOException {
            var read = new KeyFiles(folder.chain(), folder.key(), PASSWORD);
            switch (folder.role()) {
                case AUTHORITY -> new FileKey(read, Crypto.fastest(), clock, new SilentKey());
                case TIMESTAMPER ->
                    new StampingFileKey(read, Crypto.fastest(), clock, new Reloaded.Events<>() {
                        @Override
                        public void replaced(StampingKey current) {}

                        @Override
                        public void refused(UnusableKeyException why) {}

                        @Override
                        public void restored() {}
                    });
            }
            history.use(RotatedKey.in(folder, history).sha256(), clock.instant());
        }

        List<String> chains() throws IOException {
            return (folder.role() == Role.AUTHORITY ? new PublicChains(data) : PublicChains.ofTimestamps(data)).all();
        }

        List<AuditNotes.Note> notes() throws IOException {
            return new AuditNotes(data).all();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void goesFromOneKeyToTheNext(Role role) throws IOException {
        var scene = new Scene(role);

        // the next key is published, and nothing else happens
        var announced = scene.next();
        var next = announced.next().orElseThrow();
        assertThat(announced.switchFrom()).contains(NOW.plus(LEAD));
        assertThat(scene.chains()).hasSize(1);
        assertThat(scene.folder.certificates()).isNotEqualTo(next.chain());
        assertThat(next.name()).isEqualTo(announced.current().name());
        assertThat(next.chain().getFirst().getPublicKey().getAlgorithm()).isEqualTo("EC");
        scene.served();

        // then it is in use
        clock.moveTo(NOW.plus(LEAD));
        scene.rotation.switchOver(false);
        scene.served();
        assertThat(scene.rotation.stand().current().sha256()).isEqualTo(next.sha256());
        assertThat(scene.folder.next().path()).doesNotExist();
        assertThat(Files.getPosixFilePermissions(scene.folder.key()))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(scene.history.find(next.sha256()).orElseThrow().start()).isEqualTo(NOW);

        // then the one before is over
        clock.moveTo(NOW.plus(LEAD).plus(Duration.ofMinutes(70)));
        var over = scene.rotation.retire();
        var lifetime = role == Role.AUTHORITY ? Duration.ofMinutes(70) : Duration.ofMinutes(60);
        assertThat(over).singleElement().satisfies(key -> {
            assertThat(key.sha256()).isEqualTo(scene.first);
            assertThat(key.end()).contains(NOW.plus(LEAD).plus(lifetime));
        });
        assertThat(scene.folder.previous().path()).doesNotExist();
        assertThat(scene.history.find(next.sha256()).orElseThrow().end()).isEmpty();
        assertThat(scene.notes())
                .extracting(AuditNotes.Note::event)
                .containsExactlyInAnyOrder("rotation-next", "rotation-switch", "rotation-retire");
        scene.served();
    }

    @ParameterizedTest
    @EnumSource
    void announcesOnceHoweverOftenItIsTyped(Role role) throws IOException {
        var scene = new Scene(role);
        var first = scene.next();

        clock.moveTo(NOW.plusSeconds(100));

        assertThat(scene.next()).isEqualTo(first);
        assertThat(scene.notes()).hasSize(1);
    }

    @Test
    void makesTheNextPairAnewAfterACrashInTheMiddleOfIt() throws IOException {
        var scene = new Scene(Role.AUTHORITY);
        Files.move(scene.folder.next().path(), scene.folder.path().resolve("next.making"));
        Files.delete(scene.folder.path().resolve("next.making/chain.pem"));

        scene.next();

        assertThat(scene.folder.path().resolve("next.making")).doesNotExist();
        clock.moveTo(NOW.plus(LEAD));
        scene.rotation.switchOver(false);
        scene.served();
    }

    @Test
    void saysFromWhenOnASwitchIsAllowed() throws IOException {
        var scene = new Scene(Role.AUTHORITY);
        assertThatThrownBy(() -> scene.rotation.switchOver(false))
                .isInstanceOf(RotationRefusedException.class)
                .hasMessageContaining("was not published yet: run --next again");
        scene.next();
        clock.moveTo(NOW.plus(LEAD).minusSeconds(1));

        assertThatThrownBy(() -> scene.rotation.switchOver(false))
                .isInstanceOf(RotationRefusedException.class)
                .hasMessageContaining("was published at 2027-03-01T12:00:00Z", "48h")
                .hasMessageContaining("switch from 2027-03-03T12:00:00Z on, or with --force");
        assertThat(RotatedKey.in(scene.folder, scene.history).sha256()).isEqualTo(scene.first);
    }

    @Test
    void takesTheServersWordForHowLongIsLongEnough() throws IOException {
        var scene = new Scene(Role.AUTHORITY);
        new RotationTerms(Duration.ofHours(1), Duration.ofHours(3), RotationTerms.NO_SHARDS).write(scene.data);
        scene.next();
        clock.moveTo(NOW.plus(Duration.ofHours(1)));
        scene.rotation.switchOver(false);
        scene.served();

        clock.moveTo(NOW.plus(Duration.ofHours(5)).minusSeconds(1));

        assertThatThrownBy(() -> scene.rotation.retire())
                .isInstanceOf(RotationRefusedException.class)
                .hasMessageContaining("retire it from 2027-03-01T17:00:00Z on");
    }

    @ParameterizedTest
    @EnumSource
    void whatIsForcedIsWrittenDownBeforeItIsDone(Role role) throws IOException {
        var scene = new Scene(role);
        var next = scene.next().next().orElseThrow().sha256();
        clock.moveTo(NOW.plus(Duration.ofMinutes(90)));

        scene.rotation.switchOver(true);

        assertThat(scene.notes())
                .filteredOn(it -> it.event().equals("rotation-switch-forced"))
                .singleElement()
                .satisfies(note -> {
                    assertThat(note.time()).isEqualTo(clock.instant());
                    assertThat(note.facts())
                            .isEqualTo(Map.of(
                                    "by",
                                    "ada",
                                    "key",
                                    next,
                                    "kind",
                                    role == Role.AUTHORITY ? "authority" : "timestamper",
                                    "publishedFor",
                                    "PT1H30M"));
                });
        scene.served();
    }

    static Stream<Arguments> crashes() {
        return Stream.concat(
                Stream.of(0, 1, 2, 3, 4).map(steps -> Arguments.of(Role.AUTHORITY, steps)),
                Stream.of(Arguments.of(Role.TIMESTAMPER, 2)));
    }

    /** Power may be lost after any step: the same command completes the rest, and a server says so that cannot start. */
    @ParameterizedTest
    @MethodSource("crashes")
    void aSwitchThatStoppedIsCompletedByTheSameAgain(Role role, int steps) throws IOException {
        var scene = new Scene(role);
        var next = scene.next().next().orElseThrow();
        clock.moveTo(NOW.plus(LEAD));
        for (var step : new Handover(scene.folder).steps().subList(0, steps)) {
            step.run();
        }
        if (steps == 2) {
            assertThat(scene.rotation.stand().isHalfSwitched()).isTrue();
            assertThatThrownBy(scene::served)
                    .isInstanceOf(UnusableKeyException.class)
                    .satisfies(thrown -> {
                        var read = new KeyFiles(scene.folder.chain(), scene.folder.key(), PASSWORD);
                        assertThat(Handover.explained((UnusableKeyException) thrown, read, role))
                                .hasMessageContaining("public keys are not equal")
                                .hasMessageContaining(
                                        "stopped halfway: run bulla %s rotate %s --switch again",
                                        role == Role.AUTHORITY ? "ca" : "tsa", scene.folder.path());
                    });
            for (var other : List.<ThrowingStep>of(scene::next, scene.rotation::retire)) {
                assertThatThrownBy(other::run).hasMessageContaining("complete it with --switch");
            }
        } else {
            scene.served();
        }

        scene.rotation.switchOver(false);

        scene.served();
        assertThat(scene.rotation.stand().current().chain()).isEqualTo(next.chain());
        assertThat(scene.folder.next().path()).doesNotExist();
        assertThat(RotatedKey.in(scene.folder.previous(), scene.history).sha256())
                .isEqualTo(scene.first);
        assertThat(scene.folder.previous().key())
                .hasSameTextualContentAs(
                        made.resolve(role.name()).resolve(scene.folder.key().getFileName()));
    }

    private interface ThrowingStep {
        void run() throws IOException;
    }

    @Test
    void aRetirementThatStoppedIsCompletedByTheSameAgain() throws IOException {
        var scene = new Scene(Role.AUTHORITY);
        scene.next();
        clock.moveTo(NOW.plus(LEAD));
        scene.rotation.switchOver(false);
        scene.served();
        clock.moveTo(NOW.plus(LEAD).plus(Duration.ofHours(2)));
        var kept = new ArrayList<Path>();
        for (var file :
                List.of(scene.folder.previous().key(), scene.folder.previous().chain())) {
            kept.add(Files.copy(file, path.resolve(file.getFileName().toString())));
        }
        scene.rotation.retire();

        Files.createDirectory(scene.folder.previous().path());
        Files.copy(kept.getLast(), scene.folder.previous().chain());

        assertThat(scene.rotation.retire()).isEmpty();
        assertThat(scene.folder.previous().path()).doesNotExist();
    }

    @Test
    void nothingIsRetiredBeforeTheServerSaysThatItUsesAnother() throws IOException {
        var scene = new Scene(Role.AUTHORITY);
        assertThatThrownBy(() -> scene.rotation.retire()).hasMessageContaining("no key was replaced");
        scene.next();
        clock.moveTo(NOW.plus(LEAD));
        scene.rotation.switchOver(false);
        clock.moveTo(NOW.plus(LEAD).plus(Duration.ofDays(1)));

        assertThatThrownBy(() -> scene.rotation.retire())
                .isInstanceOf(RotationRefusedException.class)
                .hasMessageContaining("has not said yet that it signs with another key");
        assertThat(scene.folder.previous().key()).exists();
    }

    @Test
    void aSecondRotationWaitsForTheEndOfTheFirst() throws IOException {
        var scene = new Scene(Role.AUTHORITY);
        scene.next();
        clock.moveTo(NOW.plus(LEAD));
        scene.rotation.switchOver(false);
        scene.served();
        scene.next();
        clock.moveTo(NOW.plus(LEAD.multipliedBy(2)));

        assertThatThrownBy(() -> scene.rotation.switchOver(false))
                .isInstanceOf(RotationRefusedException.class)
                .hasMessageContaining("end that first, with --retire");
        scene.rotation.retire();
        scene.rotation.switchOver(false);

        scene.served();
    }

    @Test
    void aKeyIsNotAnnouncedInTheFolderOfAnotherServer() throws IOException {
        var scene = new Scene(Role.AUTHORITY);
        var elsewhere = new Rotation(scene.folder, new DataFolder(path.resolve("elsewhere")), clock, "ada");

        assertThatThrownBy(() -> elsewhere.next(
                        pair(scene.folder, PASSWORD, clock),
                        new NextPair.Under(scene.folder.issuer(PASSWORD), Optional.empty())))
                .isInstanceOf(RotationRefusedException.class)
                .hasMessageContaining("no server with --data=" + path.resolve("elsewhere"));
    }

    @Test
    void takesAPairThatWasMadeElsewhereAndEncryptsItAsTheServerNeedsIt() throws IOException {
        var scene = new Scene(Role.AUTHORITY);
        Files.delete(scene.folder.next().key());
        Files.delete(scene.folder.next().chain());
        Files.delete(scene.folder.next().path());
        var other = new CaFolder(path.resolve("other"));
        other.make(
                new CaFolder.Plan(CaKeyType.ED25519, "other.example", "another password"),
                Crypto.fastest(),
                clock,
                new SecureRandom());

        var stand = scene.rotation.next(
                pair(scene.folder, PASSWORD, clock),
                new NextPair.Adopted(new KeyFiles(other.chain(), other.key(), "another password")));
        clock.moveTo(NOW.plus(LEAD));
        scene.rotation.switchOver(false);

        scene.served();
        assertThat(stand.next().orElseThrow().name()).contains("other.example intermediate");
    }

    @Test
    void thePasswordMustBeThatOfTheKeyInUse() throws IOException {
        var scene = new Scene(Role.AUTHORITY);

        assertThatThrownBy(() -> pair(scene.folder, "wrong", clock)
                        .make(new NextPair.Under(scene.folder.issuer(PASSWORD), Optional.empty())))
                .isInstanceOf(UnusableKeyException.class);
    }
}
