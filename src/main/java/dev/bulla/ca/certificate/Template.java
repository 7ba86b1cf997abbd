/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.certificate;

import dev.bulla.ca.x509.Bytes;
import dev.bulla.ca.x509.DerWriter;
import dev.bulla.ca.x509.ExtensionWriter;
import dev.bulla.ca.x509.Oid;
import dev.bulla.ca.x509.SubjectNameWriter;
import java.util.HexFormat;

/**
 * A certificate written up to its tail. What a precertificate and its certificate share is encoded once, so it cannot come
 * out differently.
 */
final class Template {
    private static final Oid KEY_USAGE = Oid.of("2.5.29.15");
    private static final Oid EXTENDED_KEY_USAGE = Oid.of("2.5.29.37");
    private static final Oid SUBJECT_KEY_IDENTIFIER = Oid.of("2.5.29.14");
    private static final Oid AUTHORITY_KEY_IDENTIFIER = Oid.of("2.5.29.35");
    private static final Oid SUBJECT_ALTERNATIVE_NAME = Oid.of("2.5.29.17");
    private static final byte[] VERSION_3 = HexFormat.of().parseHex("a003020102");
    private static final byte[] DIGITAL_SIGNATURE = HexFormat.of().parseHex("03020780");
    private static final byte[] CODE_SIGNING = HexFormat.of().parseHex("300a06082b06010505070303");
    private static final int EXTENSIONS = 3;

    /** More than most take, so that writing one rarely has to move to a larger array. */
    private static final int USUAL_FIELDS = 512;

    private static final int USUAL_EXTENSIONS = 2048;
    private static final int USUAL_TAIL = 192;
    private static final int HEADERS = 16;

    private final byte[] algorithm;
    private final byte[] fields;
    private final byte[] extensions;

    Template(CertificateContent content) {
        this.algorithm = content.chain().algorithm().identifier();
        this.fields = fields(content);
        this.extensions = extensions(content);
    }

    /** What is signed: the TBSCertificate with this tail. */
    byte[] toBeSigned(Tail tail) {
        var out = new DerWriter(fields.length + extensions.length + USUAL_TAIL);
        var tbs = out.begin(DerWriter.SEQUENCE);
        out.raw(fields);
        var tagged = out.begin(DerWriter.constructed(EXTENSIONS));
        var list = out.begin(DerWriter.SEQUENCE);
        out.raw(extensions);
        tail.writeTo(out);
        out.end(list);
        out.end(tagged);
        out.end(tbs);
        return out.toByteArray();
    }

    /** The certificate that a signature makes of it. */
    Bytes signed(byte[] toBeSigned, byte[] signature) {
        var out = new DerWriter(toBeSigned.length + algorithm.length + signature.length + HEADERS);
        var certificate = out.begin(DerWriter.SEQUENCE);
        out.raw(toBeSigned);
        out.raw(algorithm);
        out.bitString(signature);
        out.end(certificate);
        return Bytes.of(out.toByteArray());
    }

    private static byte[] fields(CertificateContent content) {
        var out = new DerWriter(USUAL_FIELDS);
        out.raw(VERSION_3);
        out.element(DerWriter.INTEGER, content.serial().array());
        out.raw(content.chain().algorithm().identifier());
        out.raw(content.chain().subject().array());
        var validity = out.begin(DerWriter.SEQUENCE);
        out.time(content.validity().notBefore());
        out.time(content.validity().notAfter());
        out.end(validity);
        out.end(out.begin(DerWriter.SEQUENCE)); // the subject is empty: the alternative name says who it is
        out.raw(content.publicKeyInfo().array());
        return out.toByteArray();
    }

    private static byte[] extensions(CertificateContent content) {
        var out = new DerWriter(USUAL_EXTENSIONS);
        ExtensionWriter.write(KEY_USAGE, true, out, value -> value.raw(DIGITAL_SIGNATURE));
        ExtensionWriter.write(EXTENDED_KEY_USAGE, false, out, value -> value.raw(CODE_SIGNING));
        content.keyIdentifier().ifPresent(id -> subjectKey(id, out));
        content.chain().keyIdentifier().ifPresent(id -> authorityKey(id, out));
        ExtensionWriter.write(SUBJECT_ALTERNATIVE_NAME, true, out, value -> {
            var names = value.begin(DerWriter.SEQUENCE);
            SubjectNameWriter.write(content.principal().name(), value);
            value.end(names);
        });
        content.principal().extensions().forEach((claim, text) -> ExtensionWriter.write(claim, text, out));
        return out.toByteArray();
    }

    private static void subjectKey(Bytes id, DerWriter out) {
        ExtensionWriter.write(
                SUBJECT_KEY_IDENTIFIER, false, out, value -> value.element(DerWriter.OCTET_STRING, id.array()));
    }

    private static void authorityKey(Bytes id, DerWriter out) {
        ExtensionWriter.write(AUTHORITY_KEY_IDENTIFIER, false, out, value -> {
            var identifier = value.begin(DerWriter.SEQUENCE);
            value.element(DerWriter.primitive(0), id.array());
            value.end(identifier);
        });
    }
}
