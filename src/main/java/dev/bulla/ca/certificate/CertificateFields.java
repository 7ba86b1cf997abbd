/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.certificate;

import java.util.ArrayList;
import java.util.List;

/** A certificate taken apart where it lies. Only its shape was checked; what its fields say was not. */
record CertificateFields(
        DerValue toBeSigned,
        DerValue version,
        DerValue serial,
        DerValue innerAlgorithm,
        DerValue issuer,
        DerValue notBefore,
        DerValue notAfter,
        DerValue subject,
        DerValue publicKeyInfo,
        List<ExtensionFields> extensions,
        DerValue outerAlgorithm,
        DerValue signature) {

    private static final int VERSION = 0xa0;
    private static final int EXTENSIONS = 0xa3;
    private static final int USUAL_NUMBER = 32;

    /** Throws {@link MalformedDerException} for anything but a version 3 certificate without unique identifiers. */
    static CertificateFields parse(byte[] der) {
        var outer = DerValue.only(der).expect(DerValue.SEQUENCE).reader();
        var toBeSigned = outer.next(DerValue.SEQUENCE);
        var outerAlgorithm = outer.next(DerValue.SEQUENCE);
        var signature = outer.next(DerValue.BIT_STRING).bits();
        outer.end();

        var fields = toBeSigned.reader();
        var version = fields.next(VERSION).only();
        var serial = fields.next(DerValue.INTEGER);
        var innerAlgorithm = fields.next(DerValue.SEQUENCE);
        var issuer = fields.next(DerValue.SEQUENCE);
        var validity = fields.next(DerValue.SEQUENCE).reader();
        var notBefore = validity.next();
        var notAfter = validity.next();
        validity.end();
        var subject = fields.next(DerValue.SEQUENCE);
        var publicKeyInfo = fields.next(DerValue.SEQUENCE);
        var extensions = extensions(fields.next(EXTENSIONS).only());
        fields.end();
        return new CertificateFields(
                toBeSigned,
                version,
                serial,
                innerAlgorithm,
                issuer,
                notBefore,
                notAfter,
                subject,
                publicKeyInfo,
                extensions,
                outerAlgorithm,
                signature);
    }

    private static List<ExtensionFields> extensions(DerValue list) {
        var extensions = new ArrayList<ExtensionFields>(USUAL_NUMBER);
        var reader = list.expect(DerValue.SEQUENCE).reader();
        while (reader.hasNext()) {
            extensions.add(ExtensionFields.read(reader.next(DerValue.SEQUENCE)));
        }
        return extensions;
    }

    /**
     * An extension taken apart.
     *
     * @param encoded all of it
     * @param value   the OCTET STRING around its value
     */
    record ExtensionFields(DerValue encoded, DerValue oid, boolean critical, DerValue value) {

        static ExtensionFields read(DerValue encoded) {
            var parts = encoded.reader();
            var oid = parts.next(DerValue.OID);
            var critical = parts.nextIs(DerValue.BOOLEAN);
            if (critical) {
                requireTrue(parts.next());
            }
            var value = parts.next(DerValue.OCTET_STRING);
            parts.end();
            return new ExtensionFields(encoded, oid, critical, value);
        }

        /** In DER, true is all ones, and false is the default that is not written. */
        private static void requireTrue(DerValue critical) {
            if (critical.length() != 1 || critical.at(0) != 0xff) {
                throw new MalformedDerException("a boolean that is not the one way to write true");
            }
        }
    }
}
