/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.codec;

import java.util.List;
import java.util.Optional;

/**
 * What get-entries gives beside the leaf (RFC 6962, section 4.6).
 *
 * @param precertificate what was submitted, present exactly when the leaf is a precertificate's
 * @param chain          the certificates above it, the issuer first and the root last
 */
public record ExtraData(Optional<Bytes> precertificate, List<Bytes> chain) {

    public ExtraData {
        chain = List.copyOf(chain);
    }

    public byte[] encoded() {
        var submitted = precertificate.map(der -> 3 + der.size()).orElse(0);
        var out = new TlsWriter(submitted + CertificateChain.encodedSize(chain));
        precertificate.ifPresent(out::vector24);
        CertificateChain.write(chain, out);
        return out.toArray();
    }

    /** Reads what goes with a certificate's leaf. */
    public static ExtraData parseForCertificate(Bytes encoded) {
        var in = new TlsReader(encoded);
        var data = new ExtraData(Optional.empty(), CertificateChain.read(in));
        in.expectEnd();
        return data;
    }

    /** Reads what goes with a precertificate's leaf. */
    public static ExtraData parseForPrecertificate(Bytes encoded) {
        var in = new TlsReader(encoded);
        var precertificate = CertificateChain.nonEmpty(in.vector24());
        var data = new ExtraData(Optional.of(precertificate), CertificateChain.read(in));
        in.expectEnd();
        return data;
    }
}
