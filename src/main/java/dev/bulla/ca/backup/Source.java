/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.backup;

import java.nio.file.Path;

/**
 * A file that belongs into a backup, or a folder of such.
 *
 * @param isSecret   whether it is a private key
 * @param isOptional whether it need not be there
 */
public record Source(Path path, boolean isSecret, boolean isOptional) {}
