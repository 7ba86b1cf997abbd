/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.observe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** How much room is left where the server writes. */
public final class DiskMetrics {
    private DiskMetrics() {}

    /** @param folders what is written there, and where */
    public static void register(Metrics metrics, Map<String, Path> folders) {
        var free = metrics.gauge(
                "bulla_disk_free_bytes", "Room on the disk of a folder. NaN: it cannot be told.", "folder");
        folders.forEach((name, folder) -> free.is(() -> room(folder), name));
    }

    private static double room(Path folder) {
        try {
            return Files.getFileStore(folder).getUsableSpace();
        } catch (IOException _) {
            return Double.NaN;
        }
    }
}
