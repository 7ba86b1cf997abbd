/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditCopyTest {
    @TempDir
    private Path folder;

    private Path trail;
    private PrivateFolder backup;

    @BeforeEach
    void begin() throws IOException {
        trail = folder.resolve("audit.jsonl");
        backup = new PrivateFolder(folder.resolve("backup"));
        backup.make();
    }

    private Path copy() {
        return backup.path().resolve(BackupFolder.AUDIT);
    }

    /** A record that is being written, or was when the power went. */
    @Test
    void aRecordThatIsNotWholeIsLeftOut() throws IOException {
        Files.writeString(trail, "{\"a\":1}\n{\"b\":2}\n{\"c\":");

        assertThat(new AuditCopy(trail).into(backup)).isEqualTo(2);

        assertThat(copy()).hasContent("{\"a\":1}\n{\"b\":2}\n");
    }

    @Test
    void theEndOfTheLastRecordMayBeFarFromThatOfTheFile() throws IOException {
        var records = "x".repeat(70_000) + "\n" + "y".repeat(100_000) + "\n";
        Files.writeString(trail, records + "z".repeat(200_000));

        assertThat(new AuditCopy(trail).into(backup)).isEqualTo(2);

        assertThat(Files.readString(copy())).isEqualTo(records);
    }

    @Test
    void aTrailWithoutAWholeRecordAndNoneAtAllHaveNone() throws IOException {
        assertThat(new AuditCopy(trail).into(backup)).isZero();
        assertThat(copy()).doesNotExist();

        Files.writeString(trail, "{\"a\":");

        assertThat(new AuditCopy(trail).into(backup)).isZero();
        assertThat(copy()).isEmptyFile();
    }
}
