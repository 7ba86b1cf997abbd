/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.signing;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * A fault of one widespread tool: the keys it encrypts name their PBKDF2 hash with the parameters {@code 00 00}, where DER
 * writes {@code 05 00}. Parsers refuse it, and the keys are good.
 */
final class MalformedPrf {
    private static final int NULL_TAG = 0x05;

    /** The identifiers of HMAC with SHA-1 and SHA-256 in DER, followed by the fault. */
    private static final List<byte[]> FAULTS = List.of(
            HexFormat.of().parseHex("06082a864886f70d02070000"), HexFormat.of().parseHex("06082a864886f70d02090000"));

    private MalformedPrf() {}

    /** The same bytes with the fault mended, where it is. */
    static byte[] mended(byte[] der) {
        var copy = der.clone();
        FAULTS.forEach(fault -> mend(copy, fault));
        return copy;
    }

    private static void mend(byte[] der, byte[] fault) {
        for (var at = 0; at + fault.length <= der.length; at++) {
            if (Arrays.equals(der, at, at + fault.length, fault, 0, fault.length)) {
                der[at + fault.length - 2] = NULL_TAG;
                return;
            }
        }
    }
}
