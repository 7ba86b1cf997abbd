/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreparedTest {
    @TempDir
    private Path folder;

    @Test
    void eachIsThereUnderItsNumberAndNoFileIsLeft() throws Exception {
        try (var prepared = Prepared.make(folder, 1000, 8, PreparedTest::text)) {
            assertThat(prepared.count()).isEqualTo(1000);
            assertThat(prepared.get(0)).isEqualTo(text(0));
            assertThat(prepared.get(7)).isEqualTo(text(7));
            assertThat(prepared.get(999)).isEqualTo(text(999));
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void oneThatIsTooLargeStopsItAndNoFileIsLeft() {
        assertThatThrownBy(() -> Prepared.make(folder, 20, 5, PreparedTest::text))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("6 bytes");
        assertThat(folder).isEmptyDirectory();
    }

    private static byte[] text(int number) {
        return ("no. " + number).getBytes(StandardCharsets.US_ASCII);
    }
}
