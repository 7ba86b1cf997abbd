/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.codec;

import java.util.ArrayList;
import java.util.List;

/** A list of certificates: three bytes of length, then each with three bytes of its own length. */
final class CertificateChain {
    private CertificateChain() {}

    static int encodedSize(List<Bytes> chain) {
        return 3 + contentSize(chain);
    }

    static void write(List<Bytes> chain, TlsWriter out) {
        out.u24(contentSize(chain));
        chain.forEach(out::vector24);
    }

    static List<Bytes> read(TlsReader in) {
        var certificates = new TlsReader(in.vector24());
        var chain = new ArrayList<Bytes>();
        while (!certificates.atEnd()) {
            chain.add(nonEmpty(certificates.vector24()));
        }
        return List.copyOf(chain);
    }

    /** The same bytes, if there are any: the formats know no empty certificate. */
    static Bytes nonEmpty(Bytes certificate) {
        if (certificate.isEmpty()) {
            throw new MalformedException("a certificate of no bytes");
        }
        return certificate;
    }

    private static int contentSize(List<Bytes> chain) {
        return chain.stream().mapToInt(certificate -> 3 + certificate.size()).sum();
    }
}
