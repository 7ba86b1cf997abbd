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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsInUseTest {
    private static final String BEFORE = "ca: ephemeralca\nport: 8080\nfileca-key-passwd: first\n";

    @TempDir
    private Path folder;

    private Path file = Path.of("");
    private SettingsInUse settings = new SettingsInUse(Program.AUTHORITY, Map.of(), Map.of(), Optional.empty());

    @BeforeEach
    void start() throws IOException {
        file = Files.writeString(folder.resolve("serve.yaml"), BEFORE);
        settings = new SettingsInUse(
                Program.AUTHORITY,
                Map.of("grpc-port", "9000"),
                Map.of("BULLA_METRICS_PORT", "9001"),
                Optional.of(file));
    }

    @Test
    void whatIsAsItWasIsNoNews() throws IOException {
        Files.writeString(
                file, "# the same in another form\nport: '8080'\nca: ephemeralca\nfileca-key-passwd: first\n");

        assertThat(settings.news()).isEmpty();
    }

    @Test
    void saysWhatAnotherStartWouldReadOtherwise() throws IOException {
        Files.writeString(file, "ca: ephemeralca\nport: 8443\nfileca-key-passwd: first\nshutdown-grace: 5s\n");

        assertThat(settings.news())
                .containsExactly(
                        "port is \"8443\" now, which counts from the next start on; \"8080\" is in use",
                        "shutdown-grace is \"5s\" now, which counts from the next start on; \"30s\" is in use");
    }

    @Test
    void showsNoPassword() throws IOException {
        Files.writeString(file, BEFORE.replace("first", "second"));

        assertThat(settings.news())
                .containsExactly("fileca-key-passwd has changed, which counts from the next start on");
    }

    @Test
    void whatAFlagOrAVariableSaysIsNotChangedByTheFile() throws IOException {
        Files.writeString(file, BEFORE + "grpc-port: 1\nmetrics-port: 2\n");

        assertThat(settings.news()).isEmpty();
    }

    @Test
    void tellsBeforehandThatTheNextStartWouldFail() throws IOException {
        Files.writeString(file, BEFORE + "portt: 1\nmax-connections: many\n");

        assertThat(settings.news())
                .containsExactlyInAnyOrder(
                        file
                                + ":4: \"portt\" is not a setting; the settings in use stay, but the next start would fail",
                        file
                                + ":5: must be a number from 1 to 1000000, was \"many\"; the settings in use stay, but the next"
                                + " start would fail");
    }

    @Test
    void aFileThatIsGoneWouldKeepTheNextStartFromHappeningToo() throws IOException {
        Files.delete(file);

        assertThat(settings.news()).first().asString().contains("unable to stat config file", "would fail");
    }

    /** What a log's server is told has names of its own. */
    @Test
    void aServerOfALogIsReadByItsOwnSettings() throws IOException {
        var log = Files.writeString(folder.resolve("log.yaml"), "log-accepted-roots: root.pem\nport: 8080\n");
        var inUse = new SettingsInUse(Program.LOG, Map.of(), Map.of(), Optional.of(log));

        Files.writeString(log, "log-accepted-roots: root.pem\nport: 8443\n");
        assertThat(inUse.news())
                .containsExactly("port is \"8443\" now, which counts from the next start on; \"8080\" is in use");

        Files.writeString(log, "log-accepted-roots: root.pem\nport: 8080\nfileca-key: key.pem\n");
        assertThat(inUse.news()).singleElement().asString().contains("\"fileca-key\"", "would fail");
    }
}
