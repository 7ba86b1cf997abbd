/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.codec;

/**
 * A public key as SubjectPublicKeyInfo (RFC 5280, section 4.1), taken apart without decoding the key.
 *
 * @param algorithm the algorithm's identifier with its parameters, as an element
 * @param key       the key in its algorithm's own form
 */
public record PublicKeyInfo(Bytes algorithm, Bytes key) {
    private static final int NO_UNUSED_BITS = 0;

    public static PublicKeyInfo parse(Bytes encoded) {
        var fields = DerCursor.only(DerCursor.SEQUENCE, encoded).inside();
        var algorithm = fields.take(DerCursor.SEQUENCE).encoded();
        var key = wholeBytes(fields.take(DerCursor.BIT_STRING), "key");
        fields.expectEnd();
        return new PublicKeyInfo(algorithm, key);
    }

    /** What a string of bits holds when it is one of bytes. */
    static Bytes wholeBytes(DerCursor.Element bitString, String name) {
        var bits = bitString.content();
        if (bits.isEmpty() || bits.at(0) != NO_UNUSED_BITS) {
            throw new MalformedException("the " + name + " is not a whole number of bytes");
        }
        return bits.part(1, bits.size());
    }
}
