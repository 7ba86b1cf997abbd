/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ca.command.BullaCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The manual's page of the Debian package. */
class ManPageTest {
    @Test
    void hasAllCommandsAndNoOthersInTheirOrder() throws IOException {
        var commands = List.copyOf(BullaCommand.commandLine().getSubcommands().keySet());
        var page = Files.readString(Path.of("../deploy/debian/bulla.1"))
                .lines()
                .dropWhile(line -> !line.equals(".SH COMMANDS"))
                .takeWhile(line -> !line.equals(".SH EXIT STATUS"))
                .dropWhile(line -> !line.equals(".TP"))
                .filter(line -> line.startsWith(".B "))
                .map(line -> line.substring(3).replace("\\-", "-"))
                .toList();

        assertThat(page).isEqualTo(commands);
    }
}
