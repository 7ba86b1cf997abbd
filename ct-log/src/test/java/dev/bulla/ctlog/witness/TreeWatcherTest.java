/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.Checkpoint;
import dev.bulla.ctlog.codec.Note;
import dev.bulla.ctlog.merkle.Hash;
import dev.bulla.ctlog.store.OpenRefusedException;
import dev.bulla.ctlog.store.local.Disk;
import dev.bulla.ctlog.store.local.RealDisk;
import dev.bulla.ctlog.store.local.SimulatedDisk;
import dev.bulla.ctlog.testing.TestKeys;
import dev.bulla.ctlog.witness.WitnessAnswer.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreeWatcherTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);

    private final Cosigner cosigner = Cosigner.of("w.example/1", TestKeys.ED25519.make(), GrowingLog.PROVIDER);
    private final GrowingLog log = GrowingLog.named("log.example/2026").grow(20);

    @TempDir
    private Path folder;

    @Test
    void aTreeThatGrowsIsSignedAgainAndAgain() throws Exception {
        var watcher = open();

        for (var step : List.of(List.of(0, 5), List.of(5, 5), List.of(5, 8), List.of(8, 20))) {
            var request = log.request(step.get(0), step.get(1));
            var answer = watcher.answer(request.encoded());

            assertThat(answer).isInstanceOf(WitnessAnswer.Cosigned.class);
            var signed = ours().in(request.checkpoint().text(), ((WitnessAnswer.Cosigned) answer).lines());
            assertThat(signed.orElseThrow().time()).isEqualTo(NOW);
        }
        assertThat(watcher.sizes()).containsEntry("log.example/2026", 20L);
    }

    @Test
    void whatWasSignedIsPublishedUnderBothSignatures() throws Exception {
        var watcher = open();
        watcher.answer(log.request(0, 7).encoded());

        var name = Hash.sha256("log.example/2026".getBytes(StandardCharsets.US_ASCII))
                .toString();
        var published = TreeNote.parse(watcher.checkpoint(name).orElseThrow());
        assertThat(published.text()).isEqualTo(log.head(7).text());
        assertThat(log.key().in(published.signatures())).hasSize(1);
        assertThat(ours().in(published.text(), published.signatures())).isPresent();
        assertThat(folder.resolve(name).resolve("checkpoint"))
                .hasBinaryContent(published.encoded().toArray());
        assertThat(watcher.checkpoint("0".repeat(64))).isEmpty();
    }

    @Test
    void aRequestIsRefusedAsTheProtocolSays() throws Exception {
        var watcher = open();
        watcher.answer(log.request(0, 7).encoded());
        var sound = log.request(7, 9);
        var another = GrowingLog.named("log.example/2026").grow(20);

        assertThat(watcher.answer(Bytes.EMPTY)).isEqualTo(Refusal.MALFORMED);
        assertThat(watcher.answer(new AddCheckpoint(10, List.of(), log.head(9)).encoded()))
                .isEqualTo(Refusal.MALFORMED);
        assertThat(watcher.answer(another.request(7, 9).encoded())).isEqualTo(Refusal.NOT_SIGNED);
        assertThat(watcher.answer(
                        GrowingLog.named("other.example").grow(9).request(0, 9).encoded()))
                .isEqualTo(Refusal.UNKNOWN_LOG);
        assertThat(watcher.answer(log.request(6, 9).encoded())).isEqualTo(new WitnessAnswer.OtherSize(7));
        assertThat(watcher.answer(log.request(0, 9).encoded())).isEqualTo(new WitnessAnswer.OtherSize(7));
        assertThat(watcher.answer(new AddCheckpoint(7, List.of(), sound.checkpoint()).encoded()))
                .isEqualTo(Refusal.NOT_CONSISTENT);
        assertThat(watcher.answer(log.forkedAt(5, 9).request(7, 9).encoded())).isEqualTo(Refusal.NOT_CONSISTENT);
        assertThat(watcher.answer(log.forkedAt(5, 2).request(7, 7).encoded())).isEqualTo(Refusal.NOT_CONSISTENT);
        assertThat(watcher.answer(log.request(3, 5).encoded())).isEqualTo(new WitnessAnswer.OtherSize(7));
        assertThat(watcher.answer(sound.encoded())).isInstanceOf(WitnessAnswer.Cosigned.class);
    }

    @Test
    void aForgedLineOfAKnownKeyMakesTheNoteUnsignedEvenBesideASoundOne() throws Exception {
        var sound = log.head(7);
        var lines = new ArrayList<>(sound.signatures());
        lines.add(log.signature("something else\n"));

        assertThat(open().answer(new AddCheckpoint(0, List.of(), sound.with(lines)).encoded()))
                .isEqualTo(Refusal.NOT_SIGNED);
    }

    @Test
    void anEmptyTreeHasOneRoot() throws Exception {
        var watcher = open();
        var text = new Checkpoint("log.example/2026", 0, new Hash(1, 2, 3, 4)).text();
        var lie = TreeNote.of(new Note(text, List.of(log.signature(text))));

        assertThat(watcher.answer(new AddCheckpoint(0, List.of(), lie).encoded()))
                .isEqualTo(Refusal.NOT_CONSISTENT);
        assertThat(watcher.answer(log.request(0, 0).encoded())).isInstanceOf(WitnessAnswer.Cosigned.class);
    }

    @Test
    void afterARestartItGoesOnFromWhatItHasSigned() throws Exception {
        open().answer(log.request(0, 7).encoded());
        var again = open();

        assertThat(again.answer(log.request(0, 9).encoded())).isEqualTo(new WitnessAnswer.OtherSize(7));
        assertThat(again.answer(log.forkedAt(5, 9).request(7, 9).encoded())).isEqualTo(Refusal.NOT_CONSISTENT);
        assertThat(again.answer(log.request(7, 9).encoded())).isInstanceOf(WitnessAnswer.Cosigned.class);
    }

    @Test
    void aStartRefusesWhatItDidNotWriteItself() throws Exception {
        open().answer(log.request(0, 7).encoded());
        var file = folder.resolve(TreeMemory.nameOf(log.origin())).resolve("checkpoint");
        var sound = Files.readAllBytes(file);

        for (var at = 0; at < sound.length; at++) {
            var damaged = sound.clone();
            damaged[at] ^= 1;
            Files.write(file, damaged);
            assertThatExceptionOfType(OpenRefusedException.class)
                    .as("byte %d", at)
                    .isThrownBy(this::open);
        }
        Files.write(file, new byte[0]);
        assertThatExceptionOfType(OpenRefusedException.class).isThrownBy(this::open);
        Files.write(file, sound);
        assertThat(open().sizes()).containsEntry(log.origin(), 7L);
    }

    @Test
    void anotherKeyOfTheWitnessCannotTakeOver() throws Exception {
        open().answer(log.request(0, 7).encoded());
        var other = Cosigner.of("w.example/1", TestKeys.ED25519.make(), GrowingLog.PROVIDER);

        assertThatExceptionOfType(OpenRefusedException.class)
                .isThrownBy(() -> TreeWatcher.open(folder, List.of(log.key()), other, around(new RealDisk())))
                .withMessageContaining("is not what this witness wrote there");
    }

    @Test
    void whatCannotBeMadeDurableIsNotSignedAndNothingElseUntilANewStart() throws Exception {
        var disk = new SimulatedDisk(folder);
        var watcher = open(disk);
        watcher.answer(log.request(0, 7).encoded());
        disk.breakSyncsAfter(0);

        assertThatIOException()
                .isThrownBy(() -> watcher.answer(log.request(7, 9).encoded()));
        assertThatIOException()
                .isThrownBy(() -> watcher.answer(log.request(7, 9).encoded()))
                .withMessageContaining("start anew");
        assertThat(open(disk.afterProcessDeath()).sizes().get(log.origin())).isIn(7L, 9L);
    }

    private TreeWatcher open() throws IOException, OpenRefusedException {
        return open(new RealDisk());
    }

    private TreeWatcher open(Disk disk) throws IOException, OpenRefusedException {
        return TreeWatcher.open(folder, List.of(log.key()), cosigner, around(disk));
    }

    private static TreeWatcher.Around around(Disk disk) {
        return new TreeWatcher.Around(disk, InstantSource.fixed(NOW), GrowingLog.PROVIDER);
    }

    private WitnessKey ours() {
        return WitnessKey.of(cosigner.key(), GrowingLog.PROVIDER);
    }
}
