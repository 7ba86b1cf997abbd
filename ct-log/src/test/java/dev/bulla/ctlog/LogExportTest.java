/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.testing.TestKeys;
import dev.bulla.ctlog.testing.Tools;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Logs of ours and of others, copied from a folder and from an address. */
class LogExportTest {
    private static final Path RECORDED = Path.of("src/test/resources/golden/tesseract");

    @TempDir
    private Path folder;

    private Path copy;
    private LogInFolder made;

    @BeforeEach
    void nameThem() {
        copy = folder.resolve("copy");
        made = new LogInFolder(folder.resolve("log"));
    }

    @Test
    void copiesTheLogOfAnotherImplementation() throws Exception {
        var copied = CopiedLogs.exporting(CheckedFolder.recordedKey()).export(RECORDED, copy);

        assertThat(copied.size()).isEqualTo(678);
        assertThat(published(copy)).isEqualTo(withoutKey(RECORDED));
    }

    @Test
    void copiesItFromAnAddressToo() throws Exception {
        CopiedLogs.served(
                RECORDED,
                address -> CopiedLogs.exporting(CheckedFolder.recordedKey()).export(address, copy));

        assertThat(published(copy)).isEqualTo(withoutKey(RECORDED));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 300})
    void aCopyIsALogThatAnyFileServerServes(int size) throws Exception {
        try (var log = made.open()) {
            CopiedLogs.add(made, log, 0, size);
        }
        CopiedLogs.exporting(made.key()).export(made.path(), copy);

        var check = new LogCheck(LogInFolder.PROVIDER, CheckedFolder.checking(made.key()));
        var report = CopiedLogs.served(copy, check::check);

        assertThat(report.damaged()).isEmpty();
        assertThat(report.checked()).isEqualTo(size);
        assertThat(new CheckedFolder(copy, CheckedFolder.checking(made.key()))
                        .withSignatures()
                        .damaged())
                .isEmpty();
    }

    @Test
    void copiesALogThatIsOpenAndGrows() throws Exception {
        var sizes = List.of(1, 200, 257, 600);
        try (var log = made.open()) {
            var entered = 0;
            for (var size : sizes) {
                CopiedLogs.add(made, log, entered, size);
                entered = size;
                awaitCheckpoint();
                var copied = CopiedLogs.exporting(made.key()).export(made.path(), copy);
                assertThat(copied.size()).isBetween(copied.before(), (long) size);
                assertThat(checked(copy)).isEmpty();
            }
        }
        var last = CopiedLogs.exporting(made.key()).export(made.path(), copy);

        assertThat(last.size()).isEqualTo(600);
        assertThat(checked(copy)).isEmpty();
    }

    /** Whoever stops now, as by a power cut, has promised all of them. */
    @Test
    void tellsWhatWasPromisedBeforeItIsPublished() throws Exception {
        var export = CopiedLogs.exporting(made.key());
        assertThat(export.promised(made.path())).isZero();
        try (var log = made.open()) {
            for (var entered = 0; entered < 5; entered++) {
                assertThat(export.promised(made.path())).isEqualTo(entered);
                CopiedLogs.add(made, log, entered, entered + 1);
            }
            assertThat(export.promised(made.path())).isEqualTo(5);
        }
        assertThat(export.promised(made.path())).isEqualTo(5);
    }

    /** A promise may come before the first checkpoint. */
    private void awaitCheckpoint() throws InterruptedException {
        var deadline = Instant.now().plusSeconds(30);
        while (!Files.exists(made.path().resolve("checkpoint"))) {
            assertThat(Instant.now()).as("waiting for a checkpoint").isBefore(deadline);
            Thread.sleep(10);
        }
    }

    private List<DamagedFile> checked(Path log) throws Exception {
        return new CheckedFolder(log, CheckedFolder.checking(made.key())).damaged();
    }

    @Test
    void anArchiveUnpacksToWhatAFolderHolds() throws Exception {
        Tools.require(List.of("tar", "--version"), "an archive is unpacked with it");
        var archive = folder.resolve("copy.tar");
        try (var log = made.open()) {
            CopiedLogs.add(made, log, 0, 270);
        }
        CopiedLogs.exporting(made.key()).export(made.path(), archive);
        try (var log = made.open()) {
            CopiedLogs.add(made, log, 270, 530);
        }
        CopiedLogs.exporting(made.key()).export(made.path(), archive);
        CopiedLogs.exporting(made.key()).export(made.path(), copy);

        var unpacked = Files.createDirectory(folder.resolve("unpacked"));
        var tar = new ProcessBuilder("tar", "-xf", archive.toString(), "-C", unpacked.toString())
                .redirectErrorStream(true)
                .start();
        assertThat(new String(tar.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEmpty();
        assertThat(tar.waitFor()).isZero();

        assertThat(published(unpacked)).containsAllEntriesOf(published(copy));
        assertThat(checked(unpacked)).isEmpty();
        assertThat(folder).isDirectoryNotContaining(path -> path.toString().endsWith(".lock"));
    }

    @Test
    void aLogThatForkedIsNotCopiedOverItsOtherHalf() throws Exception {
        try (var log = made.open()) {
            CopiedLogs.add(made, log, 0, 40);
        }
        CopiedLogs.exporting(made.key()).export(made.path(), copy);
        var before = CopiedLogs.files(copy);
        var fork = made.movedTo(folder.resolve("fork"));
        try (var log = fork.open()) {
            CopiedLogs.add(made, log, 1000, 1050);
        }

        assertThatThrownBy(() -> CopiedLogs.exporting(made.key()).export(fork.path(), copy))
                .isInstanceOf(CopyRefusedException.class)
                .hasMessageContaining("the log has forked. Keep the copy, it is the proof");
        assertThat(CopiedLogs.files(copy)).isEqualTo(before);
    }

    @Test
    void aLogThatWentBackIsNotCopied() throws Exception {
        try (var log = made.open()) {
            CopiedLogs.add(made, log, 0, 40);
        }
        CopiedLogs.exporting(made.key()).export(made.path(), copy);
        var shorter = made.movedTo(folder.resolve("shorter"));
        try (var log = shorter.open()) {
            CopiedLogs.add(made, log, 0, 5);
        }

        assertThatThrownBy(() -> CopiedLogs.exporting(made.key()).export(shorter.path(), copy))
                .isInstanceOf(CopyRefusedException.class)
                .hasMessageContaining("the copy holds 40 entries and the log says that it has 5");
    }

    @Test
    void theCopyOfAnotherLogIsLeftAlone() throws Exception {
        CopiedLogs.exporting(CheckedFolder.recordedKey()).export(RECORDED, copy);
        made.open().close();

        assertThatThrownBy(() -> CopiedLogs.exporting(made.key()).export(made.path(), copy))
                .isInstanceOf(CopyRefusedException.class)
                .hasMessageContaining("the copy's checkpoint is not one of this log");
    }

    @Test
    void aFolderThatIsALogItselfIsLeftAlone() throws Exception {
        made.open().close();

        assertThatThrownBy(() -> CopiedLogs.exporting(made.key()).export(made.path(), made.path()))
                .isInstanceOf(CopyRefusedException.class)
                .hasMessageContaining("is no part of a copy of a log");
    }

    @Test
    void nothingIsCopiedOfALogThatAnotherKeySigned() throws Exception {
        made.open().close();
        var stranger = TestKeys.P256.make();

        assertThatThrownBy(() ->
                        CopiedLogs.exporting(made.withKeys(stranger).key()).export(made.path(), copy))
                .isInstanceOf(CopyRefusedException.class)
                .hasMessage("the log is damaged");
        assertThat(copy).doesNotExist();
    }

    @Test
    void whatIsNoLogCannotBeCopied() {
        var keyless = new LogExport(LogInFolder.PROVIDER, new LogExport.Options(Optional.empty(), 1, (_, _) -> {}));

        assertThatThrownBy(() -> keyless.export(folder, copy))
                .isInstanceOf(CheckFailedException.class)
                .hasMessageContaining("names no key");
        assertThatThrownBy(() -> keyless.export(URI.create("http://127.0.0.1:1/"), copy))
                .isInstanceOf(CheckFailedException.class)
                .hasMessageContaining("given key");
        assertThatThrownBy(() -> CopiedLogs.exporting(made.key()).export(folder, copy))
                .isInstanceOf(CheckFailedException.class)
                .hasMessageContaining("there is no checkpoint");
    }

    @Test
    void oneExportAtATimeWritesToACopy() throws Exception {
        made.open().close();
        var archive = folder.resolve("copy.tar");
        try (var other = FileChannel.open(
                        folder.resolve("copy.tar.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var _ = other.lock()) {
            assertThatThrownBy(() -> CopiedLogs.exporting(made.key()).export(made.path(), archive))
                    .isInstanceOf(CopyRefusedException.class)
                    .hasMessageContaining("another export is at work");
        }
        CopiedLogs.exporting(made.key()).export(made.path(), archive);

        assertThat(archive).isRegularFile();
    }

    private static Map<String, Bytes> published(Path log) throws Exception {
        var files = CopiedLogs.files(log);
        files.keySet().removeAll(List.of("lock", "lock.holder"));
        return files;
    }

    private static Map<String, Bytes> withoutKey(Path log) throws Exception {
        var files = CopiedLogs.files(log);
        files.remove("log-key.pem");
        return files;
    }
}
