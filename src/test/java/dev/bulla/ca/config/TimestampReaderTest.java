/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampReaderTest {
    private final Problems problems = new Problems();

    @Test
    void nothingIsStampedUnlessItIsAskedFor() {
        assertThat(read()).isEmpty();
        assertThat(problems.errors()).isEmpty();
    }

    @Test
    void aThrowawayKeyNeedsNothingElse() {
        assertThat(read("tsa", "ephemeral"))
                .hasValue(new TimestampSettings(
                        TimestampSettings.Throwaway.THROWAWAY, "1.3.6.1.4.1.57264.2", Duration.ofSeconds(1), 64));
        assertThat(problems.errors()).isEmpty();
    }

    @Test
    void aKeyInFilesComesWithItsChainAndItsPassword() {
        var settings = read(
                "tsa",
                "file",
                "tsa-chain",
                "c",
                "tsa-key",
                "k",
                "tsa-key-passwd",
                "hunter2",
                "tsa-policy",
                "2.999.1",
                "tsa-accuracy",
                "3s",
                "tsa-requests-in-flight",
                "7");

        assertThat(settings)
                .hasValue(new TimestampSettings(
                        new TimestampSettings.Files(Path.of("c"), Path.of("k"), "hunter2"),
                        "2.999.1",
                        Duration.ofSeconds(3),
                        7));
        assertThat(settings.toString()).doesNotContain("hunter2");
        assertThat(problems.errors()).isEmpty();
    }

    @Test
    void filesMustBeNamed() {
        read("tsa", "file");

        assertThat(problems.errors())
                .anySatisfy(error -> assertThat(error).contains("tsa-chain must be set"))
                .anySatisfy(error -> assertThat(error).contains("tsa-key must be set"))
                .hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tsa-chain", "tsa-key", "tsa-key-passwd"})
    void filesOfAKeyThatIsNotUsedAreAMistake(String setting) {
        read("tsa", "ephemeral", setting, "x");

        assertThat(problems.errors())
                .singleElement()
                .asString()
                .contains(setting)
                .contains("means nothing unless tsa is file");
    }

    @ParameterizedTest
    @CsvSource({
        "tsa,fileca,'must be none, file or ephemeral'",
        "tsa,'','must be none, file or ephemeral'",
        "tsa-policy,timestamps,must be an object identifier",
        "tsa-policy,1.2,must be an object identifier",
        "tsa-policy,3.1.2,must be an object identifier",
        "tsa-policy,1.40.2,must be an object identifier",
        "tsa-policy,1.2.03,must be an object identifier",
        "tsa-accuracy,0s,must be a duration",
        "tsa-accuracy,1500ms,must be whole seconds",
        "tsa-requests-in-flight,0,must be a number from 1"
    })
    void saysWhatIsWrong(String setting, String value, String found) {
        read(setting, value);

        assertThat(problems.errors())
                .singleElement()
                .asString()
                .contains(setting)
                .contains(found);
    }

    /** @param flags name, value, name, value */
    private Optional<TimestampSettings> read(String... flags) {
        var all = new HashMap<>(Map.of("ca", "ephemeralca", "config-path", "x"));
        for (var i = 0; i < flags.length; i += 2) {
            all.put(flags[i], flags[i + 1]);
        }
        return SettingsReader.read(all, Map.of(), Optional.empty(), problems).timestamps();
    }
}
