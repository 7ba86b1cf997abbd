/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.certificate;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Reads a time of a certificate and takes only the form that RFC 5280, section 4.1.2.5, prescribes for its year. */
final class CertificateTime {
    private static final int FIRST_UTC_YEAR = 1950;
    private static final int FIRST_GENERALIZED_YEAR = 2050;

    private CertificateTime() {}

    static Instant read(DerValue value) {
        var year = year(value);
        var rest = value.tag() == DerValue.UTC_TIME ? 2 : 4;
        if (value.length() != rest + 11 || value.at(rest + 10) != 'Z') {
            throw new MalformedDerException("a time that is not in whole seconds and UTC");
        }
        try {
            return LocalDateTime.of(
                            year,
                            twoDigits(value, rest),
                            twoDigits(value, rest + 2),
                            twoDigits(value, rest + 4),
                            twoDigits(value, rest + 6),
                            twoDigits(value, rest + 8))
                    .toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw new MalformedDerException("a time that no calendar has");
        }
    }

    private static int year(DerValue value) {
        if (value.tag() == DerValue.UTC_TIME) {
            var short2 = twoDigits(value, 0);
            return short2 + (short2 < FIRST_UTC_YEAR % 100 ? 2000 : 1900);
        }
        var year = 100 * twoDigits(value.expect(DerValue.GENERALIZED_TIME), 0) + twoDigits(value, 2);
        if (year >= FIRST_UTC_YEAR && year < FIRST_GENERALIZED_YEAR) {
            throw new MalformedDerException("a GeneralizedTime for a year that takes UTCTime");
        }
        return year;
    }

    private static int twoDigits(DerValue value, int at) {
        if (value.length() < at + 2) {
            throw new MalformedDerException("a time that is too short");
        }
        return 10 * digit(value.at(at)) + digit(value.at(at + 1));
    }

    private static int digit(int character) {
        if (character < '0' || character > '9') {
            throw new MalformedDerException("a time with something else than digits");
        }
        return character - '0';
    }
}
