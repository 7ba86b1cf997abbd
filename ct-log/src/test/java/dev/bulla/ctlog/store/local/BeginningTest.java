/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.store.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.store.OpenRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BeginningTest {
    private final Disk disk = new RealDisk();
    private LogFolder folder;
    private Anchor anchor;

    @BeforeEach
    void chooseFolders(@TempDir Path temporary) {
        folder = new LogFolder(temporary.resolve("data/log/2026"));
        anchor = new Anchor(disk, temporary.resolve("data.anchor"), "2026");
    }

    @Test
    void withNeitherLogNorAnchorALogIsNew() throws Exception {
        assertThat(beginning()).isEqualTo(Beginning.NEW);
    }

    @Test
    void theLockAndAFactsFileThatDidNotGetItsNameAreNoLog() throws Exception {
        try (var _ = FolderLock.take(disk, folder, Duration.ZERO)) {
            write("log.json.new");

            assertThat(beginning()).isEqualTo(Beginning.NEW);
        }
    }

    @Test
    void aLogWithoutStateWasNotFinished() throws Exception {
        write("log.json");
        assertThat(beginning()).isEqualTo(Beginning.UNFINISHED);

        anchor.replace(Bytes.EMPTY);
        assertThat(beginning()).isEqualTo(Beginning.UNFINISHED);
    }

    @Test
    void aLogWithItsAnchorGoesOn() throws Exception {
        write("log.json");
        write("state");
        anchor.replace(Bytes.EMPTY);

        assertThat(beginning()).isEqualTo(Beginning.CONTINUED);
    }

    @Test
    void anAnchorWithoutLogIsRefused() throws Exception {
        anchor.replace(Bytes.EMPTY);

        assertThatThrownBy(this::beginning)
                .isInstanceOf(OpenRefusedException.class)
                .hasMessageContaining("data.anchor/2026 has an anchor, but")
                .hasMessageContaining("restore the folder");
    }

    @Test
    void aLogWithoutAnchorIsRefused() throws Exception {
        write("log.json");
        write("state");

        assertThatThrownBy(this::beginning)
                .isInstanceOf(OpenRefusedException.class)
                .hasMessageContaining("its anchor " + anchor.path() + " is missing");
    }

    @Test
    void remainsOfALogAreRefused() throws Exception {
        write("checkpoint");

        assertThatThrownBy(this::beginning)
                .isInstanceOf(OpenRefusedException.class)
                .hasMessageContaining("log.json is missing");
    }

    private Beginning beginning() throws IOException, OpenRefusedException {
        return Beginning.of(disk, folder, anchor);
    }

    private void write(String name) throws IOException {
        Files.createDirectories(folder.path());
        Files.writeString(folder.path().resolve(name), "something");
    }
}
