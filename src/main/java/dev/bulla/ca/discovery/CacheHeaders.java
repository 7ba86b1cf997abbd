/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.discovery;

import dev.bulla.ca.outbound.Reply;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How long a server says that its answer holds (RFC 9111), within bounds: an issuer must neither make us ask it all the time
 * nor make us miss for hours that a key was withdrawn. Without a word of it the answer holds for an hour.
 */
final class CacheHeaders {
    static final Duration SHORTEST = Duration.ofMinutes(5);
    static final Duration LONGEST = Duration.ofHours(1);
    private static final Pattern MAX_AGE = Pattern.compile("max-age=\"?(?<seconds>[0-9]{1,9})\"?");
    private static final Pattern AGE = Pattern.compile("[0-9]{1,9}");

    private CacheHeaders() {}

    static Duration fresh(Reply reply) {
        var directives = reply.headers("Cache-Control")
                .flatMap(line -> Arrays.stream(line.toLowerCase(Locale.ROOT).split(",")))
                .map(String::strip)
                .toList();
        var stated = directives.contains("no-store") || directives.contains("no-cache")
                ? Optional.of(Duration.ZERO)
                : maxAge(directives.stream()).map(age -> age.minus(spentOnTheWay(reply)));
        return stated.map(CacheHeaders::bounded).orElse(LONGEST);
    }

    private static Optional<Duration> maxAge(Stream<String> directives) {
        return directives
                .map(MAX_AGE::matcher)
                .filter(matcher -> matcher.matches())
                .map(matcher -> Duration.ofSeconds(Long.parseLong(matcher.group("seconds"))))
                .findFirst();
    }

    private static Duration spentOnTheWay(Reply reply) {
        return reply.header("Age")
                .filter(value -> AGE.matcher(value).matches())
                .map(value -> Duration.ofSeconds(Long.parseLong(value)))
                .orElse(Duration.ZERO);
    }

    private static Duration bounded(Duration stated) {
        return stated.compareTo(SHORTEST) < 0 ? SHORTEST : stated.compareTo(LONGEST) > 0 ? LONGEST : stated;
    }
}
