/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds {@code config/bulla.yaml} against the settings it documents. */
class SettingsDocumentationTest {
    private static final Path FILE = Path.of(System.getProperty("bulla.root", ".."), "config", "bulla.yaml");
    private static final Path LOG_FILE = FILE.resolveSibling("ct-log.yaml");

    @ParameterizedTest
    @MethodSource("ofAuthority")
    void theFileShowsEverySettingAtItsDefaultUnderOneLineOfWhy(Setting setting) throws IOException {
        assertThat(Files.readString(FILE)).contains(expected(setting));
    }

    @Test
    void theFileIsOneThatServeReads() {
        var problems = new Problems();

        var values = SettingsFile.read(FILE, Program.AUTHORITY, problems);

        assertThat(problems.errors()).isEmpty();
        assertThat(values).hasSizeLessThan(Setting.values().length).containsKey("certificate-lifetime");
    }

    @Test
    void theFileAloneChangesNoDefault() {
        var problems = new Problems();
        var needed = Map.of("ca", "ephemeralca", "ct-log-url", "http://l", "ct-log-public-key-path", "k");

        var with = SettingsReader.read(needed, Map.of(), Optional.of(FILE), problems);
        var without = SettingsReader.read(needed, Map.of(), Optional.empty(), problems);

        assertThat(problems.errors()).isEmpty();
        assertThat(with).isEqualTo(without);
    }

    @ParameterizedTest
    @MethodSource("ofLog")
    void theFileOfTheLogShowsEverySettingAtItsDefaultUnderOneLineOfWhy(Setting setting) throws IOException {
        assertThat(Files.readString(LOG_FILE)).contains(expected(setting));
    }

    @Test
    void theFileOfTheLogAloneChangesNoDefault() {
        var problems = new Problems();
        var needed = Map.of("log-accepted-roots", "root.pem");

        var with = SettingsReader.readLog(needed, Map.of(), Optional.of(LOG_FILE), problems);
        var without = SettingsReader.readLog(needed, Map.of(), Optional.empty(), problems);

        assertThat(problems.errors()).isEmpty();
        assertThat(with).isEqualTo(without);
    }

    static Set<Setting> ofAuthority() {
        return Program.AUTHORITY.settings();
    }

    static Set<Setting> ofLog() {
        return Program.LOG.settings();
    }

    private static String expected(Setting setting) {
        var value = setting == Setting.CLIENT_SIGNING_ALGORITHMS
                ? Stream.of(setting.byDefault().split(","))
                        .map(a -> "\n  - " + a)
                        .collect(Collectors.joining())
                : setting.byDefault().isEmpty() ? "" : " " + setting.byDefault();
        return "\n# " + setting.why() + "\n" + setting.flag() + ":" + value + "\n";
    }
}
