/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** Durations as the original's flags write them: {@code 30s}, {@code 1m30s}, {@code 500ms}. A number needs its unit. */
final class GoDuration {
    /** The JDK's expressions call themselves for each part, and nobody means thousands of them. */
    private static final int LONGEST = 100;

    private static final Pattern WHOLE = Pattern.compile("(\\d{1,9}(\\.\\d{1,9})?(ns|us|ms|s|m|h))+");
    private static final Pattern PART = Pattern.compile("([\\d.]+)(ns|us|ms|s|m|h)");

    private GoDuration() {}

    static Optional<Duration> parse(String text) {
        if (text.equals("0")) {
            return Optional.of(Duration.ZERO);
        }
        if (text.length() > LONGEST || !WHOLE.matcher(text).matches()) {
            return Optional.empty();
        }
        var sum = PART.matcher(text)
                .results()
                .map(part -> new BigDecimal(part.group(1)).multiply(BigDecimal.valueOf(nanos(part.group(2)))))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        return sum.toBigInteger().bitLength() > 62 ? Optional.empty() : Optional.of(Duration.ofNanos(sum.longValue()));
    }

    private static long nanos(String unit) {
        return switch (unit) {
            case "ns" -> 1L;
            case "us" -> 1_000L;
            case "ms" -> 1_000_000L;
            case "s" -> 1_000_000_000L;
            case "m" -> 60_000_000_000L;
            default -> 3_600_000_000_000L;
        };
    }
}
