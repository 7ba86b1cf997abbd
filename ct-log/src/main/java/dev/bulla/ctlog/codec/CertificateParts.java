/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A certificate cut where a log has to touch it (RFC 5280, section 4.1). The parts that are not named hold whole
 * elements and are carried along unread.
 *
 * @param beforeIssuer version, serial number and signature algorithm
 * @param afterIssuer  validity, subject, public key and unique identifiers
 */
record CertificateParts(
        Bytes beforeIssuer,
        Bytes issuer,
        Bytes afterIssuer,
        Bytes subjectPublicKeyInfo,
        List<CertificateExtension> extensions) {

    /** Far more than any log takes, and little enough that all lengths fit into three bytes after surgery, too. */
    private static final int LARGEST = 1 << 20;

    static CertificateParts parse(Bytes certificate) {
        expectBounded(certificate);
        var fields = DerCursor.only(DerCursor.SEQUENCE, certificate).inside();
        var tbs = fields.take(DerCursor.SEQUENCE).content();
        fields.take(DerCursor.SEQUENCE);
        fields.take(DerCursor.BIT_STRING);
        fields.expectEnd();
        return ofTbs(tbs);
    }

    /** The parts of a certificate or of what is signed in one: only the first begins with a sequence in the sequence. */
    static CertificateParts ofEither(Bytes certificateOrTbs) {
        expectBounded(certificateOrTbs);
        var content = DerCursor.only(DerCursor.SEQUENCE, certificateOrTbs).content();
        return new DerCursor(content).tag() == DerCursor.SEQUENCE ? parse(certificateOrTbs) : ofTbs(content);
    }

    private static void expectBounded(Bytes certificate) {
        if (certificate.size() > LARGEST) {
            throw new MalformedException("a certificate of " + certificate);
        }
    }

    private static CertificateParts ofTbs(Bytes tbs) {
        var fields = new DerCursor(tbs);
        fields.takeIf(DerCursor.explicit(0));
        fields.take(DerCursor.INTEGER);
        fields.take(DerCursor.SEQUENCE);
        var issuerAt = fields.position();
        var issuer = fields.take(DerCursor.SEQUENCE).encoded();
        var validityAt = fields.position();
        fields.take(DerCursor.SEQUENCE);
        fields.take(DerCursor.SEQUENCE);
        var key = fields.take(DerCursor.SEQUENCE).encoded();
        fields.takeIf(DerCursor.optional(1));
        fields.takeIf(DerCursor.optional(2));
        var extensionsAt = fields.position();
        var extensions = fields.takeIf(DerCursor.explicit(3));
        fields.expectEnd();
        return new CertificateParts(
                tbs.part(0, issuerAt),
                issuer,
                tbs.part(validityAt, extensionsAt),
                key,
                extensions.map(CertificateParts::listed).orElse(List.of()));
    }

    private static List<CertificateExtension> listed(DerCursor.Element field) {
        var list = DerCursor.only(DerCursor.SEQUENCE, field.content());
        return CertificateExtension.takeAll(list.inside());
    }

    /** The extension with this object identifier, which may stand there once at most. */
    Optional<CertificateExtension> extension(Bytes oid, String name) {
        var found = new ArrayList<CertificateExtension>(1);
        for (var extension : extensions) {
            if (extension.oid().equals(oid)) {
                found.add(extension);
            }
        }
        if (found.size() > 1) {
            throw new MalformedException("the " + name + " stands in the certificate " + found.size() + " times");
        }
        return found.stream().findFirst();
    }

    /** What is signed when all is as in this certificate, save issuer and extensions. */
    Bytes tbs(Bytes otherIssuer, List<Bytes> otherExtensions) {
        var listSize = otherExtensions.stream().mapToInt(Bytes::size).sum();
        var fieldSize = DerWriter.elementSize(listSize);
        var extensionsSize = otherExtensions.isEmpty() ? 0 : DerWriter.elementSize(fieldSize);
        var size = beforeIssuer.size() + otherIssuer.size() + afterIssuer.size() + extensionsSize;
        var out = new TlsWriter(DerWriter.elementSize(size));
        DerWriter.writeHeader(out, DerCursor.SEQUENCE, size);
        out.bytes(beforeIssuer).bytes(otherIssuer).bytes(afterIssuer);
        if (!otherExtensions.isEmpty()) {
            DerWriter.writeHeader(out, DerCursor.explicit(3), fieldSize);
            DerWriter.writeHeader(out, DerCursor.SEQUENCE, listSize);
            otherExtensions.forEach(out::bytes);
        }
        return Bytes.view(out.toArray());
    }

    /** The extensions that are not this one. */
    List<CertificateExtension> without(CertificateExtension removed) {
        var left = new ArrayList<>(extensions);
        left.removeIf(it -> it.equals(removed));
        return left;
    }
}
