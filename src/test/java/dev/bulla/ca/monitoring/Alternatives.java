/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.monitoring;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The texts that a regular expression of words, bars and parentheses stands for. */
final class Alternatives {
    private static final Pattern GROUP = Pattern.compile("([^|]*)\\(([^()]*)\\)([^|]*)");

    private Alternatives() {}

    static List<String> of(String expression) {
        var group = GROUP.matcher(expression);
        if (!group.find()) {
            return List.of(expression.split("\\|", -1));
        }
        var spelt = Stream.of(group.group(2).split("\\|", -1))
                .map(word -> group.group(1) + word + group.group(3))
                .toList();
        return of(expression.substring(0, group.start()) + String.join("|", spelt) + expression.substring(group.end()));
    }
}
