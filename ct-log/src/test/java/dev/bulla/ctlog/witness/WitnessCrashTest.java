/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.witness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ctlog.store.local.RealDisk;
import dev.bulla.ctlog.testing.TestKeys;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Kills a witness at each step. The next start knows what was answered, and signs no fork of it and nothing smaller. */
@Timeout(120)
class WitnessCrashTest {
    private static final int DEATHS = 2;

    private final GrowingLog log = GrowingLog.named("log.example").grow(60);

    @TempDir
    private Path folder;

    @BeforeEach
    void makeAKey() throws IOException {
        var keys = TestKeys.ED25519.make();
        Files.write(folder.resolve("public"), keys.getPublic().getEncoded());
        Files.write(folder.resolve("private"), keys.getPrivate().getEncoded());
    }

    @EnumSource
    @ParameterizedTest
    void whatWasAnsweredBindsTheNextStart(WitnessChild.Step step) throws Exception {
        var answered = 0;
        for (var times = 2; times < 2 + DEATHS; times++) {
            answered = growUntilDeath(step, times, answered);

            answered = requireBound(answered);
        }
    }

    @Test
    void whoAsksAgainAfterALostAnswerIsTold() throws Exception {
        var answered = growUntilDeath(WitnessChild.Step.DURABLE, 6, 0);
        var known = open().sizes().get(log.origin()).intValue();

        assertThat(known).isGreaterThan(answered);
        assertThat(open().answer(log.request(answered, known).encoded())).isEqualTo(new WitnessAnswer.OtherSize(known));
        assertThat(open().answer(log.request(known, known).encoded())).isInstanceOf(WitnessAnswer.Cosigned.class);
    }

    /** The size up to which the witness had answered when it died. */
    private int growUntilDeath(WitnessChild.Step step, int times, int from) throws Exception {
        var child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        WitnessChild.class.getName(),
                        folder.toString(),
                        log.key().text(),
                        step.name(),
                        Integer.toString(times))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var answered = from;
        try (var out = new DataOutputStream(child.getOutputStream());
                var in = new DataInputStream(child.getInputStream())) {
            while (true) {
                ask(out, log.request(answered, answered + 3));
                in.readNBytes(in.readInt());
                answered += 3;
            }
        } catch (IOException _) {
            // It is dead, as it was told.
        }
        assertThat(child.waitFor()).isEqualTo(WitnessChild.DIED);
        return answered;
    }

    private static void ask(DataOutputStream out, AddCheckpoint request) throws IOException {
        var bytes = request.encoded().toArray();
        out.writeInt(bytes.length);
        out.write(bytes);
        out.flush();
    }

    /** It may know more than it has answered, and must not know less. */
    private int requireBound(int answered) throws Exception {
        var watcher = open();
        var known = watcher.sizes().getOrDefault(log.origin(), 0L).intValue();
        assertThat(known).isBetween(answered, answered + 3);
        if (known > 0) {
            assertThat(watcher.answer(log.request(0, known - 1).encoded()))
                    .isEqualTo(new WitnessAnswer.OtherSize(known));
            assertThat(watcher.answer(
                            log.forkedAt(known - 1, 9).request(known, known + 4).encoded()))
                    .isEqualTo(WitnessAnswer.Refusal.NOT_CONSISTENT);
        }
        assertThat(watcher.answer(log.request(known, known + 1).encoded())).isInstanceOf(WitnessAnswer.Cosigned.class);
        return known + 1;
    }

    private TreeWatcher open() throws Exception {
        return TreeWatcher.open(
                folder.resolve("logs"),
                List.of(log.key()),
                Cosigner.of("w.example/1", WitnessChild.keys(folder), GrowingLog.PROVIDER),
                new TreeWatcher.Around(new RealDisk(), InstantSource.system(), GrowingLog.PROVIDER));
    }
}
