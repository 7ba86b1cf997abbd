/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.testing;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Named;

/** An input that a fuzzer begins with and that every build tries, under a name for reports. */
public final class Seed {
    private Seed() {}

    public static Named<byte[]> of(String name, String text) {
        return of(name, text.getBytes(StandardCharsets.UTF_8));
    }

    /** A text with blanks behind it, since a fuzzer makes no input longer than the longest it begins with. */
    public static Named<byte[]> longer(String name, String text) {
        return of(name + " and blanks", text + " ".repeat(4096 - text.length()));
    }

    public static Named<byte[]> of(String name, byte[] bytes) {
        return Named.of(name, bytes);
    }
}
