/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.codec;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * A time in a certificate (RFC 5280, section 4.1.2.5): down to the second, in UTC, with the year in two digits or in four.
 */
final class DerTime {
    private static final int UTC_TIME = 0x17;
    private static final int GENERALIZED_TIME = 0x18;

    /** Years of two digits from here on are those of the last century. */
    private static final int PIVOT = 50;

    private final Bytes text;
    private int position;

    private DerTime(Bytes text) {
        this.text = text;
    }

    static Instant take(DerCursor fields) {
        var utc = fields.takeIf(UTC_TIME);
        if (utc.isPresent()) {
            return new DerTime(utc.get().content()).withShortYear();
        }
        return new DerTime(fields.take(GENERALIZED_TIME).content()).withLongYear();
    }

    private Instant withShortYear() {
        expectSize(13);
        var year = pair();
        return rest(year < PIVOT ? 2000 + year : 1900 + year);
    }

    private Instant withLongYear() {
        expectSize(15);
        return rest(100 * pair() + pair());
    }

    private Instant rest(int year) {
        try {
            return LocalDateTime.of(year, pair(), pair(), pair(), pair(), pair())
                    .toInstant(ZoneOffset.UTC);
        } catch (DateTimeException _) {
            throw new MalformedException("a time that no calendar has");
        }
    }

    private int pair() {
        return 10 * digit() + digit();
    }

    private int digit() {
        var digit = text.at(position) - '0';
        if (digit < 0 || digit > 9) {
            throw new MalformedException("a time has no digit at byte " + position);
        }
        position++;
        return digit;
    }

    private void expectSize(int size) {
        if (text.size() != size || text.at(size - 1) != 'Z') {
            throw new MalformedException("a time is not one in UTC with seconds");
        }
    }
}
