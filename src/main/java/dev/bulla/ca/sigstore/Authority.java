/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.sigstore;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * Who signs certificates or timestamps.
 *
 * @param uri where it is asked
 * @param chain from what signs, for a time-stamping authority its own certificate, to the root
 * @param operator who runs it; clients take one of each operator
 */
public record Authority(String uri, List<X509Certificate> chain, Validity validity, Optional<String> operator) {
    public Authority {
        chain = List.copyOf(chain);
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("an authority has at least one certificate");
        }
    }

    public X509Certificate signer() {
        return chain.getFirst();
    }

    public X509Certificate root() {
        return chain.getLast();
    }
}
