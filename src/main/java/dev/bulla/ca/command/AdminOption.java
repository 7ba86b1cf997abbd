/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import java.net.URI;
import picocli.CommandLine.Option;

/** The option that says where a server's admin port is. */
final class AdminOption {
    @Option(
            names = "--admin",
            paramLabel = "URL",
            description = "the server's admin port (${DEFAULT-VALUE})",
            defaultValue = "http://localhost:2112")
    private URI admin = URI.create("");

    AdminPort port() {
        return new AdminPort(HttpAddress.checked("--admin", admin));
    }
}
