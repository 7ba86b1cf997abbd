/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.rotation;

import dev.bulla.ca.data.KeyHistory;
import dev.bulla.ca.data.KnownKey;
import dev.bulla.ca.signing.PairFolder;
import dev.bulla.ca.x509.CertificateDer;
import dev.bulla.ca.x509.PemWriter;
import dev.bulla.ca.x509.Sha256;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A key of a folder, by its chain, and what the data folder knows of it.
 *
 * @param chain its own certificate first and the root last
 */
public record RotatedKey(List<X509Certificate> chain, Optional<KnownKey> known) {
    public RotatedKey {
        chain = List.copyOf(chain);
    }

    static RotatedKey in(PairFolder folder, KeyHistory history) throws IOException {
        var chain = folder.certificates();
        return new RotatedKey(chain, history.find(sha256(chain)));
    }

    /** The fingerprint of its certificate. */
    public String sha256() {
        return sha256(chain);
    }

    private static String sha256(List<X509Certificate> chain) {
        return Sha256.hex(CertificateDer.of(chain.getFirst()));
    }

    public String name() {
        return chain.getFirst().getSubjectX500Principal().getName();
    }

    /** When the first certificate of its chain to end does so. */
    public Instant end() {
        return chain.stream()
                .map(certificate -> certificate.getNotAfter().toInstant())
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    List<String> pem() {
        return chain.stream()
                .map(certificate -> PemWriter.text("CERTIFICATE", CertificateDer.of(certificate)))
                .toList();
    }

    boolean isInUse() {
        return known.filter(KnownKey::isInUse).isPresent();
    }
}
