/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ctlog.testing.Golden;
import dev.bulla.ctlog.testing.Providers;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The log of another implementation, and what is found when it is damaged. */
class LogCheckTest {
    private static final LogKey KEY =
            LogKey.of(Golden.pem("tesseract/log-key.pem").getFirst(), Providers.BOUNCY_CASTLE);

    @Test
    void acceptsTheLogOfAnotherImplementation() throws Exception {
        var report = new LogCheck(
                        Providers.all().toList().getLast(),
                        new LogCheck.Options(Optional.of(KEY), Optional.empty(), true, 2, 10, (_, _) -> {}))
                .check(Path.of("src/test/resources/golden/tesseract"));

        assertThat(report.damaged()).isEmpty();
        assertThat(report.checked()).isEqualTo(678);
        assertThat(report.head())
                .hasValueSatisfying(head -> assertThat(head.size()).isEqualTo(678));
    }
}
