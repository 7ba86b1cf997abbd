/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** How long a shard is for. Borders are those of the calendar in UTC. */
public enum ShardPeriod {
    /** One log for ten years, and no other after it unless somebody asks for one. */
    NONE("none", time -> time.withDayOfYear(1), 120, "uuuu"),
    YEAR("year", time -> time.withDayOfYear(1), 12, "uuuu"),
    HALF_YEAR("half-year", time -> monthOfGroup(time, 6), 6, "uuuu'h'"),
    QUARTER("quarter", time -> monthOfGroup(time, 3), 3, "uuuu'q'q"),
    MONTH("month", time -> time.withDayOfMonth(1), 1, "uuuu-MM"),
    /** To try roll-over with, as the next: each shard has a key that verifiers must learn. */
    DAY("day", Function.identity(), 0, "uuuu-MM-dd"),
    HOUR("hour", Function.identity(), 0, "uuuu-MM-dd'T'HH");

    private static final Pattern NAME =
            Pattern.compile("[0-9]{4}(?:h[12]|q[1-4]|-[0-9]{2}(?:-[0-9]{2}(?:T[0-9]{2})?)?)?");

    private final String word;
    private final Function<ZonedDateTime, ZonedDateTime> firstDay;
    private final int months;
    private final DateTimeFormatter form;

    /** @param months how many it has; none if it is shorter */
    ShardPeriod(String word, Function<ZonedDateTime, ZonedDateTime> firstDay, int months, String form) {
        this.word = word;
        this.firstDay = firstDay;
        this.months = months;
        this.form = DateTimeFormatter.ofPattern(form, Locale.ROOT);
    }

    /** The period with this word, if one has it. */
    public static Optional<ShardPeriod> named(String word) {
        return Arrays.stream(values()).filter(it -> it.word.equals(word)).findFirst();
    }

    /** Whether shards can be named so. */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** As it stands in settings. */
    public String word() {
        return word;
    }

    /** The shard that this moment belongs to. */
    public Shard at(Instant moment) {
        var time = moment.atZone(ZoneOffset.UTC);
        var start = this == HOUR
                ? time.truncatedTo(ChronoUnit.HOURS)
                : firstDay.apply(time).truncatedTo(ChronoUnit.DAYS);
        return new Shard(name(start), start.toInstant(), end(start).toInstant());
    }

    private ZonedDateTime end(ZonedDateTime start) {
        return switch (this) {
            case DAY -> start.plusDays(1);
            case HOUR -> start.plusHours(1);
            default -> start.plusMonths(months);
        };
    }

    private String name(ZonedDateTime start) {
        var half = this == HALF_YEAR ? String.valueOf(1 + (start.getMonthValue() - 1) / months) : "";
        return form.format(start) + half;
    }

    private static ZonedDateTime monthOfGroup(ZonedDateTime time, int months) {
        return time.withDayOfMonth(1).withMonth(1 + (time.getMonthValue() - 1) / months * months);
    }
}
