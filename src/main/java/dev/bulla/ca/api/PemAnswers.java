/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.api;

import dev.bulla.ca.certificate.IssuedCertificate;
import dev.bulla.ca.certificate.IssuingChain;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Answers of the first version of the protocol: certificates in PEM, one behind the other, and no newline at the end. */
final class PemAnswers {
    private final Prepared<IssuingChain, byte[]> roots = new Prepared<>(chain -> text(chain.bundlePem()));

    static byte[] certificate(IssuedCertificate issued) {
        return text(issued.pemChain());
    }

    /** Each certificate ends its line already, so there is an empty one between two of them. */
    byte[] roots(IssuingChain chain) {
        return roots.of(chain);
    }

    private static byte[] text(List<String> certificates) {
        return String.join("\n", certificates).strip().getBytes(StandardCharsets.US_ASCII);
    }
}
