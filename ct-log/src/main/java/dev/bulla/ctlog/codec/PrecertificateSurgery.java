/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.codec;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Takes from a certificate what a log must not look at, and nothing else (RFC 6962, section 3.2).
 *
 * <p>Precertificate and final certificate carry one extension each that the other lacks: the poison, and the list of
 * timestamps. Without them both have the same bytes to be signed, and these are what the log's timestamp covers.
 */
public final class PrecertificateSurgery {
    private static final Bytes POISON = oid("2b06010401d679020403");
    private static final Bytes TIMESTAMP_LIST = oid("2b06010401d679020402");
    private static final Bytes NULL = Bytes.view(new byte[] {0x05, 0x00});

    private PrecertificateSurgery() {}

    /** What the final certificate's signature will cover, timestamps aside, when its own issuer signed the precertificate. */
    public static Bytes withoutPoison(Bytes precertificate) {
        return withoutPoison(CertificateParts.parse(precertificate));
    }

    static Bytes withoutPoison(CertificateParts parts) {
        return parts.tbs(parts.issuer(), encoded(unpoisoned(parts)));
    }

    /**
     * What the final certificate's signature will cover, timestamps aside, when a precertificate signing certificate
     * signed in the final issuer's place.
     */
    public static Bytes withoutPoison(Bytes precertificate, Bytes preIssuer) {
        var parts = CertificateParts.parse(precertificate);
        var standIn = PreIssuer.parse(preIssuer);
        return parts.tbs(standIn.issuer(), standIn.withItsAuthorityKey(unpoisoned(parts)));
    }

    /** What a final certificate's signature covers, without its list of timestamps. */
    public static Bytes withoutTimestampList(Bytes certificate) {
        var parts = CertificateParts.parse(certificate);
        var list = timestampList(parts)
                .orElseThrow(() -> new MalformedException("the certificate holds no list of timestamps"));
        return parts.tbs(parts.issuer(), encoded(parts.without(list)));
    }

    /** The list of timestamps in a certificate, if it has one: the bytes of TLS, out of both their wrappings. */
    public static Optional<Bytes> timestampList(Bytes certificate) {
        return timestampList(CertificateParts.parse(certificate))
                .map(list ->
                        DerCursor.only(DerCursor.OCTET_STRING, list.value()).content());
    }

    /** Whether a certificate says that it is a precertificate. */
    public static boolean isPoisoned(Bytes certificate) {
        return isPoisoned(CertificateParts.parse(certificate));
    }

    static boolean isPoisoned(CertificateParts parts) {
        return parts.extensions().stream().anyMatch(extension -> extension.oid().equals(POISON));
    }

    /** A certificate's public key with its algorithm. For the issuer, this is what the issuer key hash covers. */
    public static Bytes subjectPublicKeyInfo(Bytes certificate) {
        return CertificateParts.parse(certificate).subjectPublicKeyInfo();
    }

    private static List<CertificateExtension> unpoisoned(CertificateParts parts) {
        var poison = parts.extension(POISON, "poison")
                .orElseThrow(() -> new MalformedException("the precertificate has no poison"));
        if (!poison.critical()) {
            throw new MalformedException("the poison is not critical");
        }
        if (!poison.value().equals(NULL)) {
            throw new MalformedException("the poison's value is not NULL");
        }
        return parts.without(poison);
    }

    private static Optional<CertificateExtension> timestampList(CertificateParts parts) {
        return parts.extension(TIMESTAMP_LIST, "list of timestamps");
    }

    private static List<Bytes> encoded(List<CertificateExtension> extensions) {
        return extensions.stream().map(CertificateExtension::encoded).toList();
    }

    static Bytes oid(String content) {
        return Bytes.view(HexFormat.of().parseHex(content));
    }
}
