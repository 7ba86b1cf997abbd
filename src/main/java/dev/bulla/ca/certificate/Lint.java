/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.certificate;

import java.util.function.BooleanSupplier;

/**
 * A last look at a certificate by someone who did not write it: reads the DER on its own and holds it against what was
 * decided. What breaks a rule is an alarm and never leaves.
 */
final class Lint {
    private static final byte[] VERSION_3 = {2};

    private final CertificateFields found;
    private final CertificateContent content;

    private Lint(CertificateFields found, CertificateContent content) {
        this.found = found;
        this.content = content;
    }

    /** The certificate taken apart, if it keeps every {@link LintRule}. */
    static CertificateFields check(byte[] der, CertificateContent content, Tail tail) {
        var found = parse(der);
        new Lint(found, content).checkFields();
        new ExtensionLint(found, content).check(tail);
        return found;
    }

    /** Reads what reading takes, and blames what cannot be read on the rule it was read for. */
    static boolean holds(LintRule rule, BooleanSupplier condition) {
        try {
            return condition.getAsBoolean();
        } catch (MalformedDerException e) {
            throw rule.broken(e.found());
        }
    }

    private static CertificateFields parse(byte[] der) {
        try {
            return CertificateFields.parse(der);
        } catch (MalformedDerException e) {
            throw LintRule.DER.broken(e.found());
        }
    }

    private void checkFields() {
        var version = found.version();
        LintRule.VERSION.require(
                version.tag() == DerValue.INTEGER && version.contains(VERSION_3), "another version than 3");
        checkSerial();
        checkAlgorithm();
        LintRule.ISSUER.require(
                found.issuer().isEncoded(content.chain().subject().array()), "other bytes than the CA's subject");
        checkValidity();
        LintRule.SUBJECT.require(found.subject().length() == 0, "a subject that is not empty");
        LintRule.PUBLIC_KEY.require(
                found.publicKeyInfo().isEncoded(content.publicKeyInfo().array()), "another key than the proved one");
        holds(LintRule.PUBLIC_KEY, () -> KeyForm.of(found.publicKeyInfo()) != null);
    }

    private void checkSerial() {
        var serial = found.serial();
        if (serial.length() != Serial.SIZE) {
            throw LintRule.SERIAL_NUMBER.broken(serial.length() + " bytes");
        }
        LintRule.SERIAL_NUMBER.require(serial.at(0) > 0 && serial.at(0) < 0x80, "negative, or a first byte of zero");
        LintRule.SERIAL_NUMBER.require(serial.contains(content.serial().array()), "another number than was drawn");
    }

    private void checkAlgorithm() {
        var expected = content.chain().algorithm().identifier();
        LintRule.SIGNATURE_ALGORITHM.require(
                found.innerAlgorithm().isEncoded(expected), "not that of the CA's key in what is signed");
        LintRule.SIGNATURE_ALGORITHM.require(
                found.outerAlgorithm().isEncoded(expected), "not that of the CA's key beside the signature");
    }

    private void checkValidity() {
        var expected = content.validity();
        var kept = holds(
                LintRule.VALIDITY,
                () -> CertificateTime.read(found.notBefore()).equals(expected.notBefore())
                        && CertificateTime.read(found.notAfter()).equals(expected.notAfter()));
        LintRule.VALIDITY.require(kept, "other times than were decided");
    }
}
