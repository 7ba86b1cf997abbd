/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.certificate;

import dev.bulla.ca.x509.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Certificates as text (RFC 7468). */
final class CertificatePem {
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

    private CertificatePem() {}

    /** Without a final newline, as answers to a signing request carry it. */
    static String of(Bytes der) {
        return "-----BEGIN CERTIFICATE-----\n" + LINES.encodeToString(der.array()) + "\n-----END CERTIFICATE-----";
    }
}
