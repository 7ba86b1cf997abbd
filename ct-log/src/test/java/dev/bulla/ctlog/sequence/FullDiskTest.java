/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ctlog.testing.Tools;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lets a real file system run full, one that only the other process sees. */
class FullDiskTest {
    private static final String MOUNT = "mount -t tmpfs -o size=8m tmpfs \"$0\" && exec \"$@\"";

    @TempDir
    private Path temporary;

    @Test
    void aFullDiskStopsTheLogUntilThereIsRoomAgain() throws Exception {
        var said = fill(0);

        assertThat(said)
                .contains("refused STORE_FULL", "resumed STORE_FULL")
                .anyMatch(line -> line.startsWith("stopped STORE_FULL"));
        assertSound(said);
    }

    @Test
    void theReserveStopsTheLogBeforeTheDiskIsFull() throws Exception {
        var said = fill(3 << 19);

        assertThat(said)
                .contains("refused LOW_SPACE", "resumed LOW_SPACE")
                .noneMatch(line -> line.contains("STORE_FULL") || line.startsWith("failed"));
        assertSound(said);
    }

    private static void assertSound(List<String> said) {
        var sound = said.getLast().split(" ", -1);
        assertThat(sound[0]).isEqualTo("sound");
        assertThat(Long.parseLong(sound[1])).isGreaterThan(500);
        assertThat(sound[2]).isEqualTo(sound[1]);
    }

    private List<String> fill(long reserve) throws Exception {
        var disk = Files.createDirectory(temporary.resolve("disk"));
        var apart = new ArrayList<>(List.of("unshare"));
        apart.add(System.getProperty("user.name").equals("root") ? "-m" : "-rm");
        var mounted = new ArrayList<>(apart);
        mounted.addAll(List.of("sh", "-c", MOUNT, disk.toString()));
        var trial = new ArrayList<>(mounted);
        trial.add("true");
        Tools.require(trial, "a full disk needs a mount namespace");

        var folder = disk.resolve("log");
        var child = ChildProcess.command(mounted, "fill", folder.toString(), "0", Long.toString(reserve))
                .start();
        var said = child.inputReader().readAllLines();

        assertThat(child.waitFor())
                .as("%s", said.reversed().stream().limit(20).toList())
                .isZero();
        return said;
    }
}
