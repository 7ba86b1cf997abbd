/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.identity;

import java.util.List;

/** A piece of a compiled template. */
sealed interface TemplateNode {

    void write(TemplateValues values, StringBuilder out);

    static void writeAll(List<TemplateNode> nodes, TemplateValues values, StringBuilder out) {
        for (var node : nodes) {
            node.write(values, out);
        }
    }

    /** What stands outside of braces. */
    record Text(String text) implements TemplateNode {
        @Override
        public void write(TemplateValues values, StringBuilder out) {
            out.append(text);
        }
    }

    /** A field that is one claim and nothing else, written without braces. */
    record Claim(String name) implements TemplateNode {
        @Override
        public void write(TemplateValues values, StringBuilder out) {
            out.append(values.requireAsField(name));
        }
    }

    /** An expression whose value is written as it is: nothing is escaped. */
    record Output(TemplateExpression expression) implements TemplateNode {
        @Override
        public void write(TemplateValues values, StringBuilder out) {
            out.append(expression.evaluate(values));
        }
    }

    /** {@code if eq left right}, with what follows it and what follows {@code else}. */
    record Choice(
            TemplateExpression left, TemplateExpression right, List<TemplateNode> equal, List<TemplateNode> otherwise)
            implements TemplateNode {
        public Choice {
            equal = List.copyOf(equal);
            otherwise = List.copyOf(otherwise);
        }

        @Override
        public void write(TemplateValues values, StringBuilder out) {
            var same = left.evaluate(values).equals(right.evaluate(values));
            writeAll(same ? equal : otherwise, values, out);
        }
    }
}
