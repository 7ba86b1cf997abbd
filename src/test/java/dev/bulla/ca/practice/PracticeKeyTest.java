/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulla.ca.testing.TestKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PracticeKeyTest {
    @TempDir
    private Path folder;

    @Test
    void aKeyThatIsKeptIsTheSameTheNextTimeAndForItsOwnerAlone() throws IOException {
        var file = folder.resolve("issuer.pem");

        var first = PracticeKey.keptIn(file);
        var second = PracticeKey.keptIn(file);

        assertThat(second.published()).isEqualTo(first.published());
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void everyNewKeyHasANameOfItsOwn() {
        assertThat(PracticeKey.fresh().name()).isNotEqualTo(PracticeKey.fresh().name());
    }

    @Test
    void aFileWithSomethingElseIsRefused() throws IOException {
        var empty = Files.createFile(folder.resolve("empty.pem"));
        var another =
                Files.writeString(folder.resolve("public.pem"), TestKeys.p256().pem());

        assertThatThrownBy(() -> PracticeKey.keptIn(empty)).hasMessageContaining("no PRIVATE KEY");
        assertThatThrownBy(() -> PracticeKey.keptIn(another)).hasMessageContaining("no PRIVATE KEY");
    }
}
