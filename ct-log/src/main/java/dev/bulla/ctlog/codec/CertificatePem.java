/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.codec;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Certificates as the text that every tool reads, one below the other. */
public final class CertificatePem {
    private static final int LINE = 64;
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN CERTIFICATE-----\n([A-Za-z0-9+/=\n]*)\n-----END CERTIFICATE-----\n");

    private CertificatePem() {}

    public static Bytes write(List<Bytes> certificates) {
        var lines = Base64.getMimeEncoder(LINE, new byte[] {'\n'});
        var text = certificates.stream()
                .map(certificate -> "-----BEGIN CERTIFICATE-----\n" + lines.encodeToString(certificate.toArray())
                        + "\n-----END CERTIFICATE-----\n")
                .collect(Collectors.joining());
        return Bytes.view(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Reads what {@link #write} wrote, and throws {@link MalformedException} if it is anything else. */
    public static List<Bytes> parse(Bytes text) {
        var certificates = BLOCK.matcher(new String(text.toArray(), StandardCharsets.ISO_8859_1))
                .results()
                .map(block -> Base64Text.parse(block.group(1).replace("\n", ""), "certificate"))
                .toList();
        if (!write(certificates).equals(text)) {
            throw new MalformedException("no certificates in PEM as they are written here");
        }
        return certificates;
    }
}
