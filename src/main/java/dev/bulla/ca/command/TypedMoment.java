/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;

/** A moment as it is typed: a while ago ({@code 24h}, {@code 7d}), a day ({@code 2026-11-21}) or a time. All are UTC. */
final class TypedMoment {
    private static final Pattern AGO = Pattern.compile("([0-9]{1,6})([smhd])");

    private TypedMoment() {}

    static Instant of(String option, String typed, Instant now) {
        return ago(typed, now)
                .or(() -> day(typed))
                .or(() -> time(typed))
                .orElseThrow(() -> new CommandFailedException(
                        option + ": must be a while such as 24h or 7d, a day such as 2026-11-21, or a time such as"
                                + " 2026-11-21T18:46:00Z",
                        ExitCode.USAGE));
    }

    private static Optional<Instant> ago(String typed, Instant now) {
        var parts = AGO.matcher(typed);
        if (!parts.matches()) {
            return Optional.empty();
        }
        var number = Long.parseLong(parts.group(1));
        var ago = switch (parts.group(2)) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
        return Optional.of(now.minus(ago));
    }

    private static Optional<Instant> day(String typed) {
        try {
            return Optional.of(LocalDate.parse(typed).atStartOfDay().toInstant(ZoneOffset.UTC));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> time(String typed) {
        try {
            return Optional.of(Instant.parse(typed));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
