/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.x509;

import java.util.Map;
import java.util.Optional;

/**
 * One well-formed block of PEM text (RFC 7468, with the headers of RFC 1421).
 *
 * @param label   what stands behind BEGIN and END
 * @param headers lines such as {@code DEK-Info} between the BEGIN line and the content
 */
public record Pem(String label, Map<String, String> headers, Bytes content) {
    public Pem {
        headers = Map.copyOf(headers);
    }

    /** The first well-formed block of a text. What stands around it does not matter. */
    public static Optional<Pem> first(Bytes text) {
        return new PemText(text).next();
    }
}
