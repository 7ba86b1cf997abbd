/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.store.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class RealDiskTest {
    private final Disk disk = new RealDisk();

    @Test
    @EnabledOnOs(OS.LINUX)
    void tellsAFullVolumeFromOtherFailures(@TempDir Path folder) throws Exception {
        try (var full = disk.open(Path.of("/dev/full"))) {
            assertThatThrownBy(() -> full.write(ByteBuffer.allocate(1), 0)).isInstanceOf(DiskFullException.class);
        }
        assertThatThrownBy(() -> disk.read(folder.resolve("nothing"))).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void createsOnlyWhatIsNotThere(@TempDir Path folder) throws Exception {
        disk.create(folder.resolve("a")).close();

        assertThatThrownBy(() -> disk.create(folder.resolve("a"))).isInstanceOf(FileAlreadyExistsException.class);
    }

    @Test
    void doesNotFollowALinkInThePlaceOfAFile(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("secret"), "x");
        Files.createSymbolicLink(folder.resolve("link"), folder.resolve("secret"));

        assertThatThrownBy(() -> disk.read(folder.resolve("link"))).isInstanceOf(IOException.class);
    }

    @Test
    void knowsItsVolume(@TempDir Path folder) throws Exception {
        var volume = disk.volume(folder);

        assertThat(volume.free()).isPositive();
        assertThat(volume.type()).isNotBlank();
    }
}
