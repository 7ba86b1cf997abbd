/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.template;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The formats of {@code printf}: {@code %s}, {@code %q}, {@code %d}, {@code %v} and {@code %%}, without flags and widths.
 *
 * <p>A value that does not fit its verb fails the filling, where Go writes a complaint into the text.
 */
final class Format {
    private static final String VERBS = "sqdv";
    private static final Pattern VERB = Pattern.compile("%(.)");

    private Format() {}

    /** Why a format does not suit so many values. */
    static Optional<String> problem(String format, int values) {
        var verbs = 0;
        for (var i = format.indexOf('%'); i >= 0; i = format.indexOf('%', i + 2)) {
            var verb = i + 1 < format.length() ? format.charAt(i + 1) : '\0';
            if (verb != '%' && VERBS.indexOf(verb) < 0) {
                return Optional.of("printf knows %s, %q, %d, %v and %%, without flags or widths");
            }
            verbs += verb == '%' ? 0 : 1;
        }
        return verbs == values
                ? Optional.empty()
                : Optional.of("printf is given " + values + " values for " + verbs + " verbs");
    }

    /** The format comes first, and {@link #problem} found nothing. */
    static String print(List<Value> values) {
        var next = values.listIterator(1);
        return VERB.matcher(Printed.of(values.getFirst()))
                .replaceAll(found -> Matcher.quoteReplacement(
                        found.group(1).equals("%")
                                ? "%"
                                : printed(found.group(1).charAt(0), next.next())));
    }

    private static String printed(char verb, Value value) {
        var fits = switch (verb) {
            case 's' -> value instanceof Value.Text || value instanceof Value.All;
            case 'q' -> value instanceof Value.Text;
            case 'd' -> value instanceof Value.Whole;
            default -> value != Value.Nothing.NO_VALUE;
        };
        if (!fits) {
            throw new UnfillableException("printf cannot write " + value.kind() + " as %" + verb);
        }
        return verb == 'q' ? QuotedText.of(Printed.of(value)) : Printed.of(value);
    }
}
