/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.codec;

/**
 * A signature and the numbers of its algorithms (RFC 5246, section 4.7).
 *
 * @param hash      number of the hash function; {@link #SHA256} is the one that logs use
 * @param algorithm number of the signature algorithm: {@link #RSA} or {@link #ECDSA} for logs
 */
public record DigitallySigned(int hash, int algorithm, Bytes signature) {
    public static final int SHA256 = 4;
    public static final int RSA = 1;
    public static final int ECDSA = 3;

    public byte[] encoded() {
        var out = new TlsWriter(encodedSize());
        writeTo(out);
        return out.toArray();
    }

    /** How many bytes {@link #writeTo} writes. */
    public int encodedSize() {
        return 1 + 1 + 2 + signature.size();
    }

    public void writeTo(TlsWriter out) {
        out.u8(hash).u8(algorithm).vector16(signature);
    }

    public static DigitallySigned readFrom(TlsReader in) {
        return new DigitallySigned(in.u8(), in.u8(), in.vector16());
    }

    public static DigitallySigned parse(Bytes encoded) {
        var in = new TlsReader(encoded);
        var signed = readFrom(in);
        in.expectEnd();
        return signed;
    }
}
