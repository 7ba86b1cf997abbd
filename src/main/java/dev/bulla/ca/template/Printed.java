/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.template;

import java.util.List;
import java.util.stream.Collectors;

/** Values as text. */
final class Printed {
    private Printed() {}

    static String of(Value value) {
        return switch (value) {
            case Value.Text(var text) -> text;
            case Value.Whole(var number, var octet) -> Long.toString(number);
            case Value.Fraction(var number) -> Decimal.scientific(Double.toString(number));
            case Value.Truth(var truth) -> Boolean.toString(truth);
            case Value.All(var data) -> all(data);
            case Value.Nothing nothing -> nothing == Value.Nothing.NIL ? "<nil>" : "<no value>";
        };
    }

    private static String all(Data data) {
        return data.all().entrySet().stream()
                .map(entry -> entry.getKey() + ":" + entry.getValue())
                .collect(Collectors.joining(" ", "map[", "]"));
    }

    /** One after another, with a blank between two of which neither is text. */
    static String together(List<Value> values) {
        var text = new StringBuilder();
        for (var i = 0; i < values.size(); i++) {
            if (i > 0 && !(values.get(i) instanceof Value.Text) && !(values.get(i - 1) instanceof Value.Text)) {
                text.append(' ');
            }
            text.append(of(values.get(i)));
        }
        return text.toString();
    }

    /** The same for the functions that escape: to them nothing is no value. */
    static String toEscape(List<Value> values) {
        return together(values.stream()
                .map(value -> value == Value.Nothing.NIL ? Value.Nothing.NO_VALUE : value)
                .toList());
    }

    /** With a blank between any two, and the end of a line after them. */
    static String inLine(List<Value> values) {
        return values.stream().map(Printed::of).collect(Collectors.joining(" ", "", "\n"));
    }
}
