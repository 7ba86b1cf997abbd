/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.publication;

import dev.bulla.ctlog.IdentityKind;
import dev.bulla.ctlog.IdentityQuery;
import io.helidon.common.parameters.Parameters;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A search as it stands in the query of a URL. */
final class SearchParameters {
    private static final Set<String> OTHERS = Set.of("prefix", "since", "until", "shard", "before", "limit");
    private static final String KINDS =
            Stream.of(IdentityKind.values()).map(IdentityKind::label).collect(Collectors.joining(", "));

    private final Parameters given;

    private SearchParameters(Parameters given) {
        this.given = given;
    }

    /** What is asked for. Throws {@link IllegalArgumentException} with the reason if it cannot be understood. */
    static IdentityQuery query(Parameters given) {
        return new SearchParameters(given).query();
    }

    /** Where to begin. Throws {@link IllegalArgumentException} with the reason if it cannot be understood. */
    static Optional<String> shard(Parameters given) {
        return new SearchParameters(given).text("shard");
    }

    private IdentityQuery query() {
        var wanted = given.names().stream()
                .flatMap(name -> IdentityKind.named(name).stream())
                .toList();
        if (wanted.size() != 1) {
            throw new IllegalArgumentException("exactly one of these must be given: " + KINDS);
        }
        if (given.names().stream()
                .anyMatch(name ->
                        !OTHERS.contains(name) && !name.equals(wanted.getFirst().label()))) {
            throw new IllegalArgumentException(
                    "beside what is looked for there can be prefix, since, until, shard, before, limit");
        }
        var kind = wanted.getFirst();
        return new IdentityQuery(
                new IdentityQuery.Wanted(kind, text(kind.label()).orElse(""), isPrefix()),
                time("since"),
                time("until"),
                number("before"),
                (int) Math.min(Integer.MAX_VALUE, number("limit").orElse(IdentityQuery.USUAL_LIMIT)));
    }

    private boolean isPrefix() {
        return switch (text("prefix").orElse("false")) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("prefix is true or false");
        };
    }

    private Optional<Instant> time(String name) {
        try {
            return text(name).map(Instant::parse);
        } catch (DateTimeException _) {
            throw new IllegalArgumentException(name + " must be a time such as 2026-11-21T18:46:00Z");
        }
    }

    private OptionalLong number(String name) {
        return text(name)
                .map(text -> {
                    if (!text.matches("[0-9]{1,18}")) {
                        throw new IllegalArgumentException(name + " is not a number from 0 to 10^18");
                    }
                    return OptionalLong.of(Long.parseLong(text));
                })
                .orElse(OptionalLong.empty());
    }

    private Optional<String> text(String name) {
        var values = given.contains(name) ? given.all(name) : List.<String>of();
        if (values.size() > 1) {
            throw new IllegalArgumentException(name + " is given more than once");
        }
        return values.stream().findFirst();
    }
}
