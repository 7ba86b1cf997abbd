/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.identity;

/** Something in a template that has a value. */
sealed interface TemplateExpression {

    String evaluate(TemplateValues values);

    /** {@code .name}: refused where there is no such value. */
    record Field(String name) implements TemplateExpression {
        @Override
        public String evaluate(TemplateValues values) {
            return values.require(name);
        }
    }

    /** {@code index . "name"}: empty where there is no such value. Names that are no identifiers can only be had so. */
    record Index(String name) implements TemplateExpression {
        @Override
        public String evaluate(TemplateValues values) {
            return values.find(name).orElse("");
        }
    }

    /** Text between quotes. */
    record Literal(String text) implements TemplateExpression {
        @Override
        public String evaluate(TemplateValues values) {
            return text;
        }
    }
}
