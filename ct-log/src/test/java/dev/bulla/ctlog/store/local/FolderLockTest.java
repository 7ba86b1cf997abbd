/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.store.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulla.ctlog.store.OpenRefusedException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FolderLockTest {
    private static final Duration NOT_AT_ALL = Duration.ZERO;
    private static final Duration LONG = Duration.ofSeconds(30);

    private final Disk disk = new RealDisk();
    private LogFolder folder;

    @BeforeEach
    void chooseFolder(@TempDir Path temporary) {
        folder = new LogFolder(temporary.resolve("log/2026"));
    }

    @Test
    void aSecondLogInThisProcessIsRefused() throws Exception {
        try (var _ = FolderLock.take(disk, folder, NOT_AT_ALL)) {
            assertThatThrownBy(() -> FolderLock.take(disk, folder, NOT_AT_ALL))
                    .isInstanceOf(OpenRefusedException.class)
                    .hasMessageContaining(
                            "in use by process " + ProcessHandle.current().pid());
        }
    }

    @Test
    void aRefusedTryDoesNotTakeTheLockFromItsHolder() throws Exception {
        try (var _ = FolderLock.take(disk, folder, NOT_AT_ALL)) {
            assertThatThrownBy(() -> FolderLock.take(disk, folder, NOT_AT_ALL))
                    .isInstanceOf(OpenRefusedException.class);

            assertThat(inAnotherProcess("try").waitFor()).isEqualTo(LockHolder.REFUSED);
        }
    }

    @Test
    void theFolderIsTheSameUnderEveryName(@TempDir Path temporary) throws Exception {
        try (var _ = FolderLock.take(disk, folder, NOT_AT_ALL)) {
            var link = Files.createSymbolicLink(temporary.resolve("link"), folder.path());

            assertThatThrownBy(() -> FolderLock.take(disk, new LogFolder(link), NOT_AT_ALL))
                    .isInstanceOf(OpenRefusedException.class);
        }
    }

    @Test
    void anotherProcessIsRefusedAndToldWhoHoldsTheLock() throws Exception {
        var holder = inAnotherProcess("hold");
        try {
            waitUntilHeld(holder);

            assertThatThrownBy(() -> FolderLock.take(disk, folder, NOT_AT_ALL))
                    .isInstanceOf(OpenRefusedException.class)
                    .hasMessageContaining("in use by process " + holder.pid());
        } finally {
            holder.destroyForcibly().waitFor();
        }
    }

    @Test
    void whatADeadProcessLeftIsNoLock() throws Exception {
        var holder = inAnotherProcess("hold");
        waitUntilHeld(holder);
        holder.destroyForcibly().waitFor();

        assertThat(folder.lock()).exists();
        FolderLock.take(disk, folder, NOT_AT_ALL).close();
    }

    @Test
    void waitsForAHolderThatIsAboutToGo() throws Exception {
        // given a holder that goes when its input ends
        var holder = inAnotherProcess("hold");
        waitUntilHeld(holder);
        var waiting = Thread.ofVirtual().start(() -> {
            try {
                holder.getOutputStream().close();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });

        // when
        FolderLock.take(disk, folder, LONG).close();

        // then
        waiting.join();
        assertThat(holder.waitFor()).isZero();
    }

    @Test
    void isFreeAfterItWasClosed() throws Exception {
        FolderLock.take(disk, folder, NOT_AT_ALL).close();

        FolderLock.take(disk, folder, NOT_AT_ALL).close();

        assertThat(inAnotherProcess("try").waitFor()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nfs", "nfs4", "cifs", "smb3", "fuse.sshfs"})
    void aNetworkFileSystemIsRefused(String type) {
        assertThatThrownBy(() -> FolderLock.take(new TypedDisk(disk, type), folder, NOT_AT_ALL))
                .isInstanceOf(OpenRefusedException.class)
                .hasMessageContaining("network file system (" + type + ")")
                .hasMessageContaining("put the log on a local disk");
    }

    private Process inAnotherProcess(String what) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var classes = System.getProperty("java.class.path");
        return new ProcessBuilder(
                        java,
                        "-cp",
                        classes,
                        LockHolder.class.getName(),
                        what,
                        folder.path().toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static void waitUntilHeld(Process holder) throws IOException {
        var output = new BufferedReader(new InputStreamReader(holder.getInputStream(), StandardCharsets.UTF_8));
        assertThat(output.readLine()).isEqualTo("held");
    }

    private record TypedDisk(Disk disk, String type) implements DelegatingDisk {
        @Override
        public Volume volume(Path path) throws IOException {
            var volume = disk.volume(path);
            return new Volume(volume.device(), type, volume.free());
        }
    }
}
