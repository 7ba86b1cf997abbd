/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.testing;

import dev.bulla.ctlog.codec.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/** What other implementations wrote; the README beside the files tells which. */
public final class Golden {
    private static final Pattern PEM_BLOCK = Pattern.compile("-----BEGIN [A-Z ]+-----([^-]+)-----END [A-Z ]+-----");

    private Golden() {}

    public static Bytes file(String name) {
        try (var in = Golden.class.getResourceAsStream("/golden/" + name)) {
            return Bytes.view(Objects.requireNonNull(in, name).readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("golden file " + name, e);
        }
    }

    /** The contents of the PEM blocks in a file, in their order. */
    public static List<byte[]> pem(String name) {
        var text = new String(file(name).toArray(), StandardCharsets.US_ASCII);
        return PEM_BLOCK
                .matcher(text)
                .results()
                .map(block -> Base64.getMimeDecoder().decode(block.group(1)))
                .toList();
    }
}
