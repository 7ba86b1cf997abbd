/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option that says where a server keeps its data. */
final class DataOption {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "the server's data folder (${DEFAULT-VALUE})",
            defaultValue = "./bulla-data")
    private Path data = Path.of("");

    Path path() {
        return data;
    }
}
