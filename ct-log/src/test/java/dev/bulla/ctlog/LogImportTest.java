/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.LogDescription;
import dev.bulla.ctlog.codec.LogEntry;
import dev.bulla.ctlog.codec.PrecertificateSurgery;
import dev.bulla.ctlog.codec.TileLeaf;
import dev.bulla.ctlog.codec.TimestampedEntry;
import dev.bulla.ctlog.merkle.Hash;
import dev.bulla.ctlog.testing.SingleEntry;
import dev.bulla.ctlog.testing.TestKeys;
import dev.bulla.ctlog.testing.Tools;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Logs that are made of copies, and copies of which none is made. */
class LogImportTest {
    private static final int SIZE = 290;

    /** What the log had when it was first copied, so that the copy has early tiles. */
    private static final int EARLY = 270;

    @TempDir
    private static Path shared;

    private static LogInFolder original;
    private static Map<String, Bytes> sound;
    private static Bytes earlyCheckpoint;

    @TempDir
    private Path folder;

    private Path copy;
    private LogImport.Place place;

    @BeforeAll
    static void makeLog() throws Exception {
        original = new LogInFolder(shared.resolve("original"));
        var copy = shared.resolve("copy");
        grow(0, EARLY);
        CopiedLogs.exporting(original.key()).export(original.path(), copy);
        earlyCheckpoint = CopiedLogs.files(copy).get("checkpoint");
        grow(EARLY, SIZE);
        CopiedLogs.exporting(original.key()).export(original.path(), copy);
        CopiedLogs.exporting(original.key()).export(original.path(), shared.resolve("copy.tar"));
        sound = CopiedLogs.files(copy);
        sound.keySet().removeAll(List.of("lock", "lock.holder"));
    }

    private static void grow(int from, int to) throws Exception {
        try (var log = original.open()) {
            log.acceptRoots(List.of(original.chain().certificates().getLast().toArray()));
            CopiedLogs.add(original, log, from, to);
        }
    }

    @BeforeEach
    void nameThem() throws IOException {
        copy = folder.resolve("copy");
        place = CopiedLogs.place(folder.resolve("restored"));
        write(sound);
    }

    @ParameterizedTest
    @ValueSource(strings = {"copy", "copy.tar"})
    void aRestoredLogIsTheLogAndGoesOn(String from) throws Exception {
        var restored = CopiedLogs.importing(original.key()).restore(shared.resolve(from), place);

        assertThat(restored.size()).isEqualTo(SIZE);
        assertThat(restored.remembered()).isFalse();
        assertThat(LogImport.name(shared.resolve(from))).isEqualTo("2026");
        var again = original.movedTo(folder.resolve("restored"));
        assertThat(checked(again)).isEmpty();
        var before = head(original);
        try (var log = again.open()) {
            assertThat(log.status().size()).isEqualTo(SIZE);
            assertThat(text(log, "ct/v1/get-roots"))
                    .contains(Base64.getEncoder()
                            .encodeToString(
                                    original.chain().certificates().getLast().toArray()));
            CopiedLogs.add(original, log, SIZE, 600);
            head(again, log).verifyConsistency(before, consistency(log, SIZE, 600));
        }
        assertThat(checked(again)).isEmpty();
        try (var log = again.open()) {
            assertThat(log.status().size()).isEqualTo(600);
        }
    }

    @Test
    void anEmptyLogIsRestoredToo() throws Exception {
        var empty = new LogInFolder(folder.resolve("empty"));
        empty.open().close();
        CopiedLogs.exporting(empty.key()).export(empty.path(), folder.resolve("empty.tar"));

        CopiedLogs.importing(empty.key()).restore(folder.resolve("empty.tar"), place);

        try (var log = empty.movedTo(folder.resolve("restored")).open()) {
            CopiedLogs.add(empty, log, 0, 3);
            assertThat(log.status().size()).isEqualTo(3);
        }
    }

    @Test
    void anArchiveThatTarPackedWillDo() throws Exception {
        Tools.require(List.of("tar", "--version"), "an archive is packed with it");
        var archive = folder.resolve("packed.tar");
        var tar = new ProcessBuilder("tar", "--format=ustar", "-cf", archive.toString(), "-C", copy.toString(), ".")
                .inheritIO()
                .start();
        assertThat(tar.waitFor()).isZero();

        assertThat(CopiedLogs.importing(original.key()).restore(archive, place).size())
                .isEqualTo(SIZE);
    }

    @Test
    void everyFileWithABitTurnedIsNamedAndNothingIsMade() throws Exception {
        var random = new Random(7);
        for (var path : sound.keySet()) {
            for (var i = 0; i < 8; i++) {
                var damaged = sound.get(path).toArray();
                damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
                if (!path.equals("log.v3.json")) {
                    assertRefused(path, damaged);
                }
            }
        }
    }

    @Test
    void everyFileThatIsCutShortIsNamed() throws Exception {
        for (var path : sound.keySet()) {
            var content = sound.get(path).toArray();
            assertRefused(path, new byte[0]);
            assertRefused(path, Arrays.copyOf(content, content.length / 2));
            if (!path.equals("log.v3.json")) {
                assertRefused(path, Arrays.copyOf(content, content.length - 1));
            }
        }
    }

    @Test
    void everyFileThatIsMissingIsNamed() throws Exception {
        for (var path : sound.keySet()) {
            if (!isEarly(path)) {
                Files.delete(copy.resolve(path));
                assertThat(refused().damaged().getFirst().path()).isEqualTo(path);
                write(sound);
            }
        }
    }

    @Test
    void aDescriptionOfAnotherWindowIsRefused() throws Exception {
        var text = new String(sound.get("log.v3.json").toArray(), StandardCharsets.US_ASCII);

        assertRefused("log.v3.json", text.replace("2027-01-01", "2028-01-01").getBytes(StandardCharsets.US_ASCII));
        assertRefused("log.v3.json", text.replace("2027-01-01", "2027-13-01").getBytes(StandardCharsets.US_ASCII));
    }

    private static boolean isEarly(String path) {
        return path.endsWith(".p/" + (EARLY - 256));
    }

    private void assertRefused(String path, byte[] content) throws Exception {
        Files.write(copy.resolve(path), content);
        var damaged = refused().damaged();
        assertThat(damaged).as(path).isNotEmpty();
        assertThat(damaged.getFirst().path()).as(path).isEqualTo(path);
        assertThat(folder.resolve("restored")).doesNotExist();
        Files.write(copy.resolve(path), sound.get(path).toArray());
    }

    private CopyRefusedException refused() {
        return catchThrowableOfType(
                CopyRefusedException.class,
                () -> CopiedLogs.importing(original.key()).restore(copy, place));
    }

    @Test
    void aDamagedArchiveIsRefused() throws Exception {
        var archive = Files.readAllBytes(shared.resolve("copy.tar"));
        var random = new Random(3);
        for (var i = 0; i < 40; i++) {
            var damaged = archive.clone();
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            assertSameOrRefused(damaged);
        }
        for (var length : new int[] {0, 511, 512, archive.length / 2, archive.length - 1024, archive.length - 1500}) {
            assertArchiveRefused(Arrays.copyOf(archive, length));
        }
    }

    /** A bit that is turned where an archive holds nothing does no harm. */
    private void assertSameOrRefused(byte[] archive) throws Exception {
        var path = Files.write(folder.resolve("damaged.tar"), archive);
        var there = CopiedLogs.place(folder.resolve("again"));
        try {
            CopiedLogs.importing(original.key()).restore(path, there);
            assertThat(checked(original.movedTo(folder.resolve("again")))).isEmpty();
            delete(folder.resolve("again"));
        } catch (CopyRefusedException _) {
            assertThat(there.folder()).doesNotExist();
        }
    }

    private void assertArchiveRefused(byte[] archive) throws IOException {
        var path = Files.write(folder.resolve("damaged.tar"), archive);

        assertThatThrownBy(() -> CopiedLogs.importing(original.key()).restore(path, place))
                .isInstanceOf(CopyRefusedException.class);
        assertThat(place.folder()).doesNotExist();
    }

    @Test
    void aCopyThatIsOlderThanTheAnchorIsRefused() throws Exception {
        Files.createDirectories(place.anchor());
        Files.write(place.anchor().resolve("2026"), sound.get("checkpoint").toArray());
        var early = earlyCopy();

        assertThatThrownBy(() -> CopiedLogs.importing(original.key()).restore(early, place))
                .isInstanceOf(CopyRefusedException.class)
                .hasMessageContaining("the copy has 270 entries", "remembers 290");
        assertThat(place.folder()).doesNotExist();

        assertThat(CopiedLogs.importing(original.key()).restore(copy, place).remembered())
                .isTrue();
    }

    /** As after a disk was lost, and the newest backup was not new enough. */
    @Test
    void aLogThatMustNotGoOnIsMadeAsOneThatHasEnded() throws Exception {
        var early = earlyCopy();
        Files.createDirectories(place.anchor());
        var anchor = Files.write(
                place.anchor().resolve("2026"), sound.get("checkpoint").toArray());
        var importing = CopiedLogs.importing(original.key());
        var standing = importing.standing(early, place);
        assertThat(standing.memory()).isEqualTo(LogImport.Memory.MORE);
        assertThat(standing.size()).isEqualTo(EARLY);
        assertThat(standing.remembered()).isEqualTo(SIZE);
        assertThat(importing.standing(copy, place).memory()).isEqualTo(LogImport.Memory.NO_MORE);

        importing.restoreEnded(early, place, Optional.empty());

        assertThat(anchor).hasBinaryContent(sound.get("checkpoint").toArray());
        try (var log = frozen()) {
            assertThat(log.status().size()).isEqualTo(EARLY);
            assertThat(log.read(new ReadRequest("GET", "checkpoint", "", false, Optional.empty()))
                            .body())
                    .isEqualTo(earlyCheckpoint.toArray());
        }
        assertThat(checked(original.movedTo(folder.resolve("restored")))).isEmpty();
    }

    @Test
    void aLogThatHadEndedIsMadeWithItsLastCheckpoint() throws Exception {
        var importing = CopiedLogs.importing(original.key());
        assertThat(importing.standing(copy, place).memory()).isEqualTo(LogImport.Memory.NOTHING);
        assertThatThrownBy(() -> importing.restoreEnded(copy, place, Optional.of(earlyCheckpoint.toArray())))
                .isInstanceOf(CopyRefusedException.class)
                .hasMessageContaining("ended with 270 entries, and the copy has 290");
        assertThatThrownBy(() -> importing.restoreEnded(copy, place, Optional.of(new byte[] {'x'})))
                .isInstanceOf(CopyRefusedException.class)
                .hasMessageContaining("is not one of this log");
        assertThat(place.folder()).doesNotExist();

        importing.restoreEnded(copy, place, Optional.of(sound.get("checkpoint").toArray()));

        assertThat(place.folder().resolve("checkpoint.final"))
                .hasBinaryContent(sound.get("checkpoint").toArray());
        assertThat(place.anchor()).doesNotExist();
        frozen().close();
    }

    @Test
    void aForkIsNoLogThatHasEndedEither() throws Exception {
        var fork = original.movedTo(folder.resolve("fork"));
        try (var log = fork.open()) {
            CopiedLogs.add(original, log, 5000, 5003);
        }
        CheckedFolder.copy(folder.resolve("fork/anchor"), place.anchor());

        assertThatThrownBy(() -> CopiedLogs.importing(original.key()).restoreEnded(copy, place, Optional.empty()))
                .isInstanceOf(CopyRefusedException.class)
                .hasMessageContaining("it is that of a fork");
        assertThat(place.folder()).doesNotExist();
    }

    private FrozenLog frozen() throws LogStartException {
        var facts = new LogSettings.Facts(
                LogInFolder.ORIGIN, Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2027-01-01T00:00:00Z"), true);
        var settings = new LogSettings("2026", place.folder(), place.anchor(), facts, 1 << 20, "test");
        return FrozenLog.open(settings, new FrozenLog.Around(LogInFolder.PROVIDER, LogEvents.IGNORED));
    }

    private Path earlyCopy() throws Exception {
        var early = folder.resolve("early");
        CheckedFolder.copy(copy, early);
        Files.write(early.resolve("checkpoint"), earlyCheckpoint.toArray());
        return early;
    }

    @Test
    void aCopyThatAnotherLogsAnchorDoesNotKnowIsRefused() throws Exception {
        var fork = original.movedTo(folder.resolve("fork"));
        try (var log = fork.open()) {
            CopiedLogs.add(original, log, 5000, 5003);
        }
        CheckedFolder.copy(folder.resolve("fork/anchor"), place.anchor());

        assertThatThrownBy(() -> CopiedLogs.importing(original.key()).restore(copy, place))
                .isInstanceOf(CopyRefusedException.class);
        assertThat(place.folder()).doesNotExist();
    }

    @Test
    void onlyTheLogsOwnKeyRestoresIt() {
        var stranger = original.withKeys(TestKeys.P256.make()).key();

        assertThatThrownBy(() -> CopiedLogs.importing(stranger).restore(copy, place))
                .isInstanceOf(CopyRefusedException.class)
                .hasMessageContaining("the key that was given is that of log");
    }

    @Test
    void aLogThatIsThereIsNotTouched() throws Exception {
        CopiedLogs.importing(original.key()).restore(copy, place);
        var before = CopiedLogs.files(place.folder());

        assertThatThrownBy(() -> CopiedLogs.importing(original.key()).restore(copy, place))
                .isInstanceOf(CopyRefusedException.class)
                .hasMessageContaining("is there already");
        assertThat(CopiedLogs.files(place.folder())).isEqualTo(before);
        assertThat(folder.resolve("restored/log"))
                .isDirectoryNotContaining(path -> path.toString().endsWith(".import"));
    }

    @Test
    void ofALogThatDoesNotSayHowItWasMadeNoneIsMade() throws Exception {
        var recorded = folder.resolve("recorded");
        CopiedLogs.exporting(CheckedFolder.recordedKey())
                .export(Path.of("src/test/resources/golden/tesseract"), recorded);

        assertThatThrownBy(
                        () -> CopiedLogs.importing(CheckedFolder.recordedKey()).restore(recorded, place))
                .isInstanceOf(CopyRefusedException.class)
                .hasMessageContaining("log.facts: the file is missing");
    }

    /** Made by Python from the specification, and nothing of it by us but the text that says how the log was made. */
    @Test
    void restoresTheLogOfOneEntryThatTheSpecificationHas() throws Exception {
        var key = LogKey.of(SingleEntry.base64("log.key"), LogInFolder.PROVIDER);
        var ca = Bytes.view(SingleEntry.base64("ca"));
        var entry = new TileLeaf(
                new TimestampedEntry(
                        SingleEntry.TIMESTAMP,
                        new LogEntry.Precertificate(
                                Bytes.view(SingleEntry.hex("issuer.key.hash")).hashAt(0),
                                PrecertificateSurgery.withoutPoison(Bytes.view(SingleEntry.base64("precertificate")))),
                        Bytes.view(SingleEntry.hex("sct.extensions"))),
                Optional.of(Bytes.view(SingleEntry.base64("precertificate"))),
                List.of(Hash.sha256(ca.toArray())));
        assertThat(Hash.sha256(entry.encoded()).toString()).isEqualTo(SingleEntry.text("tile.sha256"));
        var origin = SingleEntry.text("origin");
        var window =
                new LogDescription.Window(Instant.parse("2023-01-01T00:00:00Z"), Instant.parse("2033-01-01T00:00:00Z"));
        var description = new LogDescription(
                origin,
                "golden",
                Bytes.view(key.encoded()),
                new LogDescription.Addresses("https://" + origin + "/", "https://" + origin + "/"),
                window,
                new LogDescription.State(window.start(), List.of(), Optional.empty()),
                "none");
        var golden = folder.resolve("golden");
        copy = golden;
        write(Map.of(
                "tile/0/000.p/1",
                Bytes.view(SingleEntry.hex("leaf.hash")),
                "tile/data/000.p/1",
                Bytes.view(entry.encoded()),
                "issuer/" + Hash.sha256(ca.toArray()),
                ca,
                "log.v3.json",
                Bytes.view(description.json().getBytes(StandardCharsets.US_ASCII)),
                "checkpoint",
                Bytes.view("%s\n1\n%s\n\n\u2014 %s %s\n"
                        .formatted(
                                origin,
                                SingleEntry.text("checkpoint.root"),
                                origin,
                                SingleEntry.text("checkpoint.signature"))
                        .getBytes(StandardCharsets.UTF_8))));
        CopiedLogs.exporting(key).export(golden, folder.resolve("exported.tar"));

        var restored = CopiedLogs.importing(key).restore(folder.resolve("exported.tar"), place);

        assertThat(restored.size()).isEqualTo(1);
        assertThat(restored.windowStart()).isEqualTo(window.start());
        assertThat(LogImport.name(folder.resolve("exported.tar"))).isEqualTo("2023");
        assertThat(new CheckedFolder(place.folder(), CheckedFolder.checking(key))
                        .withSignatures()
                        .damaged())
                .isEmpty();
    }

    @Test
    void whatIsNotThereCannotBeRestored() {
        assertThatThrownBy(() -> CopiedLogs.importing(original.key()).restore(folder.resolve("nothing"), place))
                .isInstanceOf(CheckFailedException.class)
                .hasMessageContaining("there is no ");
    }

    private List<DamagedFile> checked(LogInFolder log) throws Exception {
        return new CheckedFolder(log.path(), CheckedFolder.checking(original.key()))
                .withSignatures()
                .damaged();
    }

    private static SignedHead head(LogInFolder of) throws Exception {
        return SignedHead.ofCheckpoint(
                Files.readAllBytes(of.path().resolve("checkpoint")), LogInFolder.ORIGIN, of.key());
    }

    private static SignedHead head(LogInFolder of, CertificateLog log) {
        return SignedHead.ofCheckpoint(
                log.read(new ReadRequest("GET", "checkpoint", "", false, Optional.empty()))
                        .body(),
                LogInFolder.ORIGIN,
                of.key());
    }

    private static List<byte[]> consistency(CertificateLog log, int first, int second) {
        return Pattern.compile("\"([A-Za-z0-9+/]{43}=)\"")
                .matcher(text(log, "ct/v1/get-sth-consistency", "first=" + first + "&second=" + second))
                .results()
                .map(hash -> Base64.getDecoder().decode(hash.group(1)))
                .toList();
    }

    private static String text(CertificateLog log, String path) {
        return text(log, path, "");
    }

    private static String text(CertificateLog log, String path, String query) {
        var answer = log.read(new ReadRequest("GET", path, query, false, Optional.empty()));
        return new String(answer.body(), StandardCharsets.US_ASCII);
    }

    private void write(Map<String, Bytes> files) throws IOException {
        for (var file : files.entrySet()) {
            var path = copy.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue().toArray());
        }
    }

    private static void delete(Path path) throws IOException {
        try (var all = Files.walk(path)) {
            for (var each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
