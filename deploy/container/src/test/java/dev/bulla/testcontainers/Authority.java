/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.testcontainers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ca.command.BullaCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files of a certificate authority that was made for a test. */
record Authority(String chain, String key, String password) {

    static Authority made(Path folder, String password) throws IOException {
        var file = Files.writeString(Files.createDirectories(folder).resolve("password"), password);
        var ca = folder.resolve("ca");
        var command = new String[] {"ca", "init", ca.toString(), "--password-file", file.toString()};
        assertThat(BullaCommand.commandLine(command).execute(command)).isZero();
        return new Authority(
                Files.readString(ca.resolve("chain.pem")),
                Files.readString(ca.resolve("intermediate-key.pem")),
                password);
    }
}
