/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.testing;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Properties;

/** The published log of one entry: a precertificate, its certificate and all that lies between. */
public final class SingleEntry {
    public static final long TIMESTAMP = 1_700_000_000_000L;

    private static final Properties VALUES = load();

    private SingleEntry() {}

    public static byte[] base64(String key) {
        return Base64.getDecoder().decode(text(key));
    }

    public static byte[] hex(String key) {
        return HexFormat.of().parseHex(text(key));
    }

    public static String text(String key) {
        return Objects.requireNonNull(VALUES.getProperty(key), key);
    }

    private static Properties load() {
        var values = new Properties();
        var file = new String(Golden.file("single-entry.properties").toArray(), StandardCharsets.US_ASCII);
        try {
            values.load(new StringReader(file));
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory cannot fail", e);
        }
        return values;
    }
}
