/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.monitoring;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an expression of Prometheus asks for, as far as its names go.
 *
 * @param asked  metrics, each as often as it is named
 * @param shared labels that results are put together by
 */
record Expression(List<Asked> asked, Set<String> shared) {
    private static final Pattern SHARED =
            Pattern.compile("\\b(?:by|without|on|ignoring|group_left|group_right)\\s*\\(([^)]*)\\)");
    private static final Pattern RANGE = Pattern.compile("\\[[^]]*]");
    private static final Pattern METRIC = Pattern.compile("(?<![\\w.$\"])([a-zA-Z_]\\w*+)(?!\\s*\\()(?:\\{([^}]*)})?");
    private static final Pattern MATCHER = Pattern.compile("(\\w+)\\s*(=~|!~|!=|=)\\s*\"([^\"]*)\"");
    private static final Set<String> WORDS = Set.of("and", "or", "unless", "offset", "bool");

    record Asked(String metric, List<Matcher> matchers) {
        Optional<Matcher> matcher(String label) {
            return matchers.stream().filter(it -> it.label().equals(label)).findFirst();
        }
    }

    record Matcher(String label, String operator, String value) {
        boolean lets(String other) {
            return switch (operator) {
                case "=" -> other.equals(value);
                case "!=" -> !other.equals(value);
                case "=~" -> other.matches(value);
                default -> !other.matches(value);
            };
        }
    }

    static Expression of(String text) {
        var shared = new HashSet<String>();
        SHARED.matcher(text)
                .results()
                .forEach(list -> shared.addAll(List.of(list.group(1).strip().split("\\s*,\\s*", -1))));
        var asked = new ArrayList<Asked>();
        METRIC.matcher(RANGE.matcher(SHARED.matcher(text).replaceAll(" ")).replaceAll(""))
                .results()
                .filter(metric -> !WORDS.contains(metric.group(1)))
                .forEach(metric -> asked.add(new Asked(metric.group(1), matchers(metric.group(2)))));
        return new Expression(asked, shared);
    }

    private static List<Matcher> matchers(@Nullable String braces) {
        return braces == null
                ? List.of()
                : MATCHER.matcher(braces)
                        .results()
                        .map(it -> new Matcher(it.group(1), it.group(2), it.group(3)))
                        .toList();
    }
}
