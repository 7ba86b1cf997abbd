/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import picocli.CommandLine.Command;

/** {@code bulla config}: looking at configurations before they are used. */
@Command(
        name = "config",
        description = "Looks at issuer configurations before a server uses them.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class,
        subcommands = {ConfigCheckCommand.class, ConfigShowCommand.class},
        footer = {"", "Example:", "  bulla config check config/development-issuers.yaml"})
final class ConfigCommand extends CommandGroup {}
