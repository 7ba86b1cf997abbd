/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** What is signed. It is read once, from front to back, so it may come out of a pipe. */
@FunctionalInterface
public interface Artifact {
    InputStream open() throws IOException;

    static Artifact of(Path file) {
        return () -> Files.newInputStream(file);
    }
}
