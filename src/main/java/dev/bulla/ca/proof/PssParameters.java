/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.proof;

import dev.bulla.ca.x509.Bytes;
import dev.bulla.ca.x509.DerWriter;
import dev.bulla.ca.x509.Oid;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The parameters of RSASSA-PSS (RFC 4055, section 3.1) that are verified: one hash for message and mask, and a salt of its
 * length.
 *
 * <p>These can be written in a few ways, because a hash may have a NULL beside it and a default may be said. All of them are
 * written down beforehand and compared, so that nothing else a requester sends is ever taken apart.
 */
final class PssParameters {
    private static final Oid MGF1 = Oid.of("1.2.840.113549.1.1.8");
    private static final byte[] NOTHING = {};
    private static final byte[] NULL = {0x05, 0x00};
    private static final List<byte[]> BESIDE_A_HASH = List.of(NULL, NOTHING);

    /** The trailer field [3] with its default, and left out as DER wants it. */
    private static final List<byte[]> TRAILERS = List.of(HexFormat.of().parseHex("a303020101"), NOTHING);

    private static final Map<Bytes, SignatureScheme> FORMS = new HashMap<>();

    static {
        add(Oid.of("2.16.840.1.101.3.4.2.1"), 32, SignatureScheme.RSA_PSS_SHA256);
        add(Oid.of("2.16.840.1.101.3.4.2.2"), 48, SignatureScheme.RSA_PSS_SHA384);
        add(Oid.of("2.16.840.1.101.3.4.2.3"), 64, SignatureScheme.RSA_PSS_SHA512);
    }

    private PssParameters() {}

    static Optional<SignatureScheme> schemeOf(Bytes parameters) {
        return Optional.ofNullable(FORMS.get(parameters));
    }

    private static void add(Oid hash, int saltLength, SignatureScheme scheme) {
        for (var besideHash : BESIDE_A_HASH) {
            for (var besideMaskHash : BESIDE_A_HASH) {
                var hashes = hashes(algorithm(hash, besideHash), algorithm(hash, besideMaskHash));
                for (var trailer : TRAILERS) {
                    FORMS.put(form(hashes, saltLength, trailer), scheme);
                }
            }
        }
    }

    private static byte[] hashes(byte[] hash, byte[] maskHash) {
        var out = new DerWriter(64);
        out.element(DerWriter.constructed(0), hash);
        out.element(DerWriter.constructed(1), algorithm(MGF1, maskHash));
        return out.toByteArray();
    }

    private static Bytes form(byte[] hashes, int saltLength, byte[] trailer) {
        var out = new DerWriter(64);
        var parameters = out.begin(DerWriter.SEQUENCE);
        out.raw(hashes);
        var salt = out.begin(DerWriter.constructed(2));
        out.element(DerWriter.INTEGER, new byte[] {(byte) saltLength});
        out.end(salt);
        out.raw(trailer);
        out.end(parameters);
        return Bytes.of(out.toByteArray());
    }

    private static byte[] algorithm(Oid name, byte[] parameters) {
        var out = new DerWriter(32);
        var algorithm = out.begin(DerWriter.SEQUENCE);
        out.oid(name);
        out.raw(parameters);
        out.end(algorithm);
        return out.toByteArray();
    }
}
