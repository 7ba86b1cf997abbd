/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.certificate;

import dev.bulla.ca.fault.Backend;
import dev.bulla.ca.fault.FailedException;
import java.util.Locale;

/** What every certificate of ours keeps to, by the name that an alarm gives. */
enum LintRule {
    /** Strict DER in the shape of a certificate, from the first byte to the last. */
    DER,
    /** Version 3. */
    VERSION,
    /** The serial number that was drawn: 20 bytes, positive, in its shortest form. */
    SERIAL_NUMBER,
    /** The algorithm of the CA's key, with the same bytes in both places. */
    SIGNATURE_ALGORITHM,
    /** The bytes of the CA's subject. */
    ISSUER,
    /** Whole seconds in the right form of time, exactly as decided. */
    VALIDITY,
    /** Empty. */
    SUBJECT,
    /** The key that its holder has proved, in the one form of its kind. */
    PUBLIC_KEY,
    /** These extensions in this order and no others. */
    EXTENSIONS,
    /** Key usage, alternative name and poison are critical, and nothing else is. */
    CRITICALITY,
    /** digitalSignature alone. */
    KEY_USAGE,
    /** codeSigning alone. */
    EXTENDED_KEY_USAGE,
    /** SHA-1 of the holder's key. */
    SUBJECT_KEY_IDENTIFIER,
    /** The subject key identifier of the CA, copied. */
    AUTHORITY_KEY_IDENTIFIER,
    /** One name of the right kind: the holder's. */
    SUBJECT_ALTERNATIVE_NAME,
    /** What the identity says, bare up to number 6 and as UTF8String from number 8 on. */
    CLAIM,
    /** NULL. */
    POISON,
    /** A list of one timestamp: the log's. */
    TIMESTAMP_LIST;

    private final String title = name().toLowerCase(Locale.ROOT).replace('_', '-');

    void require(boolean kept, String otherwiseFound) {
        if (!kept) {
            throw broken(otherwiseFound);
        }
    }

    /** An alarm. It says what was found and repeats no value of the certificate. */
    FailedException broken(String found) {
        return new FailedException(Backend.CERTIFICATE, "lint " + title + ": " + found);
    }
}
