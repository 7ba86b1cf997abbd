/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The command line: what a person types, and what comes back.
 *
 * <p>Like {@code Wiring}, commands may use every package. They hold no logic of their own beyond reading arguments and
 * printing answers. Exit codes: 0 for success, 1 for a request that was refused or failed, 2 for a wrong command line, 3
 * for a watched log that lies, 4 for a signature that is not to be relied on, 78 for a configuration that is not understood.
 */
@NullMarked
package dev.bulla.ca.command;

import org.jspecify.annotations.NullMarked;
