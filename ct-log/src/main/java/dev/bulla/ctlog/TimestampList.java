/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.PrecertificateSurgery;
import dev.bulla.ctlog.codec.TlsReader;
import dev.bulla.ctlog.codec.TlsWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The timestamps that a certificate carries (RFC 6962, section 3.3), at least one.
 *
 * <p>The encoding is that of TLS alone: two bytes of length, then each timestamp with two bytes of its own. A
 * certificate wraps it into an OCTET STRING inside of the extension's value.
 */
public record TimestampList(List<SignedCertificateTimestamp> timestamps) {
    private static final int LARGEST = 0xffff;

    public TimestampList {
        timestamps = List.copyOf(timestamps);
        if (timestamps.isEmpty()) {
            throw new IllegalArgumentException("a list of no timestamps");
        }
        if (contentSize(timestamps) > LARGEST) {
            throw new IllegalArgumentException("a list of " + timestamps.size() + " timestamps is too large");
        }
    }

    public static TimestampList of(SignedCertificateTimestamp... timestamps) {
        return new TimestampList(List.of(timestamps));
    }

    /** Reads the list out of its wrappings. */
    public static TimestampList parse(byte[] encoded) {
        return InvalidInputException.reading("timestamp list", () -> read(Bytes.copyOf(encoded)));
    }

    /** The list in a certificate, which is given in DER, if it carries one. */
    public static Optional<TimestampList> inCertificate(byte[] certificate) {
        return InvalidInputException.reading(
                "certificate",
                () -> PrecertificateSurgery.timestampList(Bytes.copyOf(certificate))
                        .map(TimestampList::read));
    }

    public byte[] encoded() {
        var size = contentSize(timestamps);
        var out = new TlsWriter(2 + size).u16(size);
        for (var timestamp : timestamps) {
            timestamp.writeTo(out.u16(timestamp.encodedSize()));
        }
        return out.toArray();
    }

    private static int contentSize(List<SignedCertificateTimestamp> timestamps) {
        return timestamps.stream()
                .mapToInt(timestamp -> 2 + timestamp.encodedSize())
                .sum();
    }

    private static TimestampList read(Bytes encoded) {
        var in = new TlsReader(encoded);
        var list = new TlsReader(in.vector16());
        in.expectEnd();
        var timestamps = new ArrayList<SignedCertificateTimestamp>();
        while (!list.atEnd()) {
            timestamps.add(SignedCertificateTimestamp.read(list.vector16()));
        }
        if (timestamps.isEmpty()) {
            throw new InvalidInputException("timestamp list: it is empty");
        }
        return new TimestampList(timestamps);
    }
}
