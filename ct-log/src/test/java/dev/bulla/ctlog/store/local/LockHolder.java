/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.store.local;

import dev.bulla.ctlog.store.OpenRefusedException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** Another process, which takes the lock of a folder and, if told so, holds it until its input ends. */
final class LockHolder {
    static final int REFUSED = 3;

    private LockHolder() {}

    public static void main(String... arguments) throws IOException {
        var folder = new LogFolder(Path.of(arguments[1]));
        try (var _ = FolderLock.take(new RealDisk(), folder, Duration.ZERO)) {
            System.out.println("held");
            while (arguments[0].equals("hold") && System.in.read() >= 0) {
                // Goes on until the input ends.
            }
        } catch (OpenRefusedException _) {
            System.exit(REFUSED);
        }
    }
}
