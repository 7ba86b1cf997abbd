/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.certificate;

import dev.bulla.ca.certificate.CertificateFields.ExtensionFields;
import dev.bulla.ca.x509.Bytes;
import dev.bulla.ca.x509.Extension;
import dev.bulla.ca.x509.SubjectName;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.function.Predicate;

/** The part of {@link Lint} that walks along the extensions, each of which has its place. */
final class ExtensionLint {
    private static final byte[] KEY_USAGE = hex("551d0f");
    private static final byte[] EXTENDED_KEY_USAGE = hex("551d25");
    private static final byte[] SUBJECT_KEY_IDENTIFIER = hex("551d0e");
    private static final byte[] AUTHORITY_KEY_IDENTIFIER = hex("551d23");
    private static final byte[] SUBJECT_ALTERNATIVE_NAME = hex("551d11");
    private static final byte[] CLAIM = hex("2b0601040183bf300100");
    private static final byte[] USERNAME = hex("2b0601040183bf300107");
    private static final byte[] POISON = hex("2b06010401d679020403");
    private static final byte[] TIMESTAMP_LIST = hex("2b06010401d679020402");

    private static final byte[] DIGITAL_SIGNATURE = hex("03020780");
    private static final byte[] CODE_SIGNING = hex("300a06082b06010505070303");
    private static final byte[] NULL = hex("0500");

    private static final int EMAIL_TAG = 0x81;
    private static final int URI_TAG = 0x86;
    private static final int OTHER_NAME_TAG = 0xa0;
    private static final int EXPLICIT_TAG = 0xa0;
    private static final int KEY_IDENTIFIER_TAG = 0x80;

    private final DerValue publicKeyInfo;
    private final Iterator<ExtensionFields> extensions;
    private final CertificateContent content;
    private int position;

    ExtensionLint(CertificateFields found, CertificateContent content) {
        this.publicKeyInfo = found.publicKeyInfo();
        this.extensions = found.extensions().iterator();
        this.content = content;
    }

    void check(Tail tail) {
        require(LintRule.KEY_USAGE, next(KEY_USAGE, true), value -> value.contains(DIGITAL_SIGNATURE));
        require(LintRule.EXTENDED_KEY_USAGE, next(EXTENDED_KEY_USAGE, false), value -> value.contains(CODE_SIGNING));
        checkKeyIdentifiers();
        require(LintRule.SUBJECT_ALTERNATIVE_NAME, next(SUBJECT_ALTERNATIVE_NAME, true), this::isTheOneName);
        for (var claim : Extension.values()) {
            var text = content.principal().extensions().get(claim);
            if (text != null) {
                require(LintRule.CLAIM, next(oid(claim), false), value -> isClaim(claim, text, value));
            }
        }
        switch (tail) {
            case Tail.Poison poison -> require(LintRule.POISON, next(POISON, true), value -> value.contains(NULL));
            case Tail.Promise promise ->
                require(LintRule.TIMESTAMP_LIST, next(TIMESTAMP_LIST, false), value -> isListOf(promise, value));
            case Tail.Nothing nothing -> {}
        }
        LintRule.EXTENSIONS.require(!extensions.hasNext(), "more extensions than there should be");
    }

    private void checkKeyIdentifiers() {
        if (content.keyIdentifier().isPresent()) {
            require(LintRule.SUBJECT_KEY_IDENTIFIER, next(SUBJECT_KEY_IDENTIFIER, false), this::namesTheKey);
        }
        content.chain()
                .keyIdentifier()
                .ifPresent(id -> require(
                        LintRule.AUTHORITY_KEY_IDENTIFIER,
                        next(AUTHORITY_KEY_IDENTIFIER, false),
                        value -> isAuthorityKey(id, value)));
    }

    /** The value of the next extension, which must be this one. */
    private DerValue next(byte[] oid, boolean critical) {
        position++;
        LintRule.EXTENSIONS.require(extensions.hasNext(), "fewer extensions than there should be");
        var extension = extensions.next();
        if (!extension.oid().contains(oid)) {
            throw LintRule.EXTENSIONS.broken("number " + position + " is not the one that belongs there");
        }
        if (extension.critical() != critical) {
            throw LintRule.CRITICALITY.broken(
                    "extension number " + position + (critical ? " is not critical" : " is critical"));
        }
        return extension.value();
    }

    private static void require(LintRule rule, DerValue value, Predicate<DerValue> condition) {
        rule.require(Lint.holds(rule, () -> condition.test(value)), "another value than there should be");
    }

    private boolean namesTheKey(DerValue value) {
        var parts = publicKeyInfo.reader();
        parts.next(DerValue.SEQUENCE);
        var key = parts.next(DerValue.BIT_STRING).bits().toBytes();
        return value.only()
                .expect(DerValue.OCTET_STRING)
                .contains(KeyIdentifier.sha1().digest(key));
    }

    private static boolean isAuthorityKey(Bytes id, DerValue value) {
        var identifier = value.only().expect(DerValue.SEQUENCE).only();
        return identifier.expect(KEY_IDENTIFIER_TAG).contains(id.array());
    }

    private boolean isTheOneName(DerValue value) {
        var name = value.only().expect(DerValue.SEQUENCE).only();
        return switch (content.principal().name()) {
            case SubjectName.Email email -> isAscii(email.value(), name.expect(EMAIL_TAG));
            case SubjectName.Uri uri -> isAscii(uri.value(), name.expect(URI_TAG));
            case SubjectName.Username username -> isOtherName(username.value(), name.expect(OTHER_NAME_TAG));
        };
    }

    /** The type of these names, IA5String, has no other characters. */
    private static boolean isAscii(String text, DerValue name) {
        for (var i = 0; i < text.length(); i++) {
            if (text.charAt(i) == 0 || text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return isText(text, name);
    }

    private static boolean isOtherName(String text, DerValue name) {
        var parts = name.reader();
        var type = parts.next(DerValue.OID);
        var value = parts.next(EXPLICIT_TAG).only().expect(DerValue.UTF8_STRING);
        parts.end();
        return type.contains(USERNAME) && isText(text, value);
    }

    private static boolean isClaim(Extension claim, String text, DerValue value) {
        return isText(text, claim.number() <= 6 ? value : value.only().expect(DerValue.UTF8_STRING));
    }

    private static boolean isText(String text, DerValue value) {
        return !text.isEmpty() && value.contains(text.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isListOf(Tail.Promise promise, DerValue value) {
        var list = value.only().expect(DerValue.OCTET_STRING);
        var timestamp = promise.timestamp().encoded();
        return list.length() == 4 + timestamp.length
                && list.numberAt(0) == 2 + timestamp.length
                && list.numberAt(2) == timestamp.length
                && list.endsWith(timestamp);
    }

    private static byte[] oid(Extension claim) {
        var oid = CLAIM.clone();
        oid[oid.length - 1] = (byte) claim.number();
        return oid;
    }

    private static byte[] hex(String bytes) {
        return HexFormat.of().parseHex(bytes);
    }
}
