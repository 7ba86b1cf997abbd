/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.codec;

import dev.bulla.ctlog.merkle.Hash;

/** What a log promises to hold: the part of an entry that names a certificate (RFC 6962, section 3.4). */
public sealed interface LogEntry {

    /** How many bytes {@link #writeTo} writes. */
    int encodedSize();

    /** Writes the entry's type and then what it names. */
    void writeTo(TlsWriter out);

    /**
     * What makes a submission the same as another: what would be logged, without time and place. A precertificate that was
     * signed a second time is the same, because its signature is not in what is logged.
     */
    default Hash identity() {
        var out = new TlsWriter(encodedSize());
        writeTo(out);
        return Hash.sha256(out.toArray());
    }

    static LogEntry readFrom(TlsReader in) {
        var type = in.u16();
        return switch (type) {
            case Certificate.TYPE -> new Certificate(CertificateChain.nonEmpty(in.vector24()));
            case Precertificate.TYPE -> new Precertificate(in.hash(), CertificateChain.nonEmpty(in.vector24()));
            default -> throw new MalformedException("entry of unknown type " + type);
        };
    }

    /** A certificate as it stands. */
    record Certificate(Bytes der) implements LogEntry {
        static final int TYPE = 0;

        @Override
        public int encodedSize() {
            return 2 + 3 + der.size();
        }

        @Override
        public void writeTo(TlsWriter out) {
            out.u16(TYPE).vector24(der);
        }
    }

    /**
     * A certificate that is yet to be signed.
     *
     * @param issuerKeyHash SHA-256 of the public key, as DER, of whoever will sign the final certificate
     * @param tbs           what will be signed, without the timestamps that the final certificate carries
     */
    record Precertificate(Hash issuerKeyHash, Bytes tbs) implements LogEntry {
        static final int TYPE = 1;

        @Override
        public int encodedSize() {
            return 2 + Hash.SIZE + 3 + tbs.size();
        }

        @Override
        public void writeTo(TlsWriter out) {
            out.u16(TYPE).hash(issuerKeyHash).vector24(tbs);
        }
    }
}
