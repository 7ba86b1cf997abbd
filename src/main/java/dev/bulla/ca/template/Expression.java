/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Something in a template that has a value. */
sealed interface Expression {

    Value evaluate(Filling filling);

    record Constant(Value value) implements Expression {
        @Override
        public Value evaluate(Filling filling) {
            return value;
        }
    }

    record Dot() implements Expression {
        @Override
        public Value evaluate(Filling filling) {
            return filling.dot();
        }
    }

    record Variable(int slot) implements Expression {
        @Override
        public Value evaluate(Filling filling) {
            return filling.variable(slot);
        }
    }

    /** {@code .name} of something: refused where there is no such value. */
    record Field(Expression of, String name) implements Expression {
        @Override
        public Value evaluate(Filling filling) {
            return switch (of.evaluate(filling)) {
                case Value.All(var data) ->
                    new Value.Text(data.find(name)
                            .orElseThrow(() -> new UnfillableException(
                                    "<." + name + "> is in neither the claims nor the defaults")));
                case Value other -> throw new UnfillableException("<." + name + "> is asked of " + other.kind());
            };
        }
    }

    /** A function and its arguments. What comes through a pipe is the last of them and is worked out first. */
    record Call(Function function, List<Expression> arguments, Optional<Expression> piped) implements Expression {
        public Call {
            arguments = List.copyOf(arguments);
        }

        @Override
        public Value evaluate(Filling filling) {
            filling.step();
            filling.enter();
            var all = new ArrayList<>(arguments);
            piped.map(expression -> expression.evaluate(filling))
                    .map(Constant::new)
                    .ifPresent(all::add);
            var value = function.call(all, filling);
            filling.leave();
            return value;
        }
    }
}
