/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.template;

import java.util.OptionalInt;

/** An expression whose value may be kept in a variable as well. */
record Pipeline(OptionalInt variable, Expression expression) {

    Value evaluate(Filling filling) {
        filling.step();
        var value = expression.evaluate(filling);
        variable.ifPresent(slot -> filling.variable(slot, value));
        return value;
    }
}
