/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.template;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** A piece of a compiled template. */
sealed interface Step {

    /** What comes after a piece. */
    enum Then {
        GO_ON,
        NEXT_ROUND,
        LEAVE_LOOP
    }

    Then take(Filling filling);

    static Then takeAll(List<Step> steps, Filling filling) {
        filling.enter();
        var then = Then.GO_ON;
        for (var step = steps.iterator(); then == Then.GO_ON && step.hasNext(); ) {
            filling.step();
            then = step.next().take(filling);
        }
        filling.leave();
        return then;
    }

    /** With another dot, which is put back afterwards. */
    private static Then takeWith(Value dot, List<Step> steps, Filling filling) {
        var before = filling.dot();
        filling.dot(dot);
        var then = takeAll(steps, filling);
        filling.dot(before);
        return then;
    }

    /** What stands outside of braces. */
    record Text(String text) implements Step {
        @Override
        public Then take(Filling filling) {
            filling.write(text);
            return Then.GO_ON;
        }
    }

    /** An expression whose value is written as it is: nothing is escaped. */
    record Output(Expression expression) implements Step {
        @Override
        public Then take(Filling filling) {
            filling.write(Printed.of(expression.evaluate(filling)));
            return Then.GO_ON;
        }
    }

    /** {@code $x := ...} and {@code $x = ...}. */
    record Assignment(int variable, Expression expression) implements Step {
        @Override
        public Then take(Filling filling) {
            filling.variable(variable, expression.evaluate(filling));
            return Then.GO_ON;
        }
    }

    record If(Pipeline condition, List<Step> then, List<Step> otherwise) implements Step {
        @Override
        public Then take(Filling filling) {
            return takeAll(condition.evaluate(filling).isTrue() ? then : otherwise, filling);
        }
    }

    /** As {@code if}, and the value is the dot meanwhile. */
    record With(Pipeline value, List<Step> then, List<Step> otherwise) implements Step {
        @Override
        public Then take(Filling filling) {
            var dot = value.evaluate(filling);
            return dot.isTrue() ? takeWith(dot, then, filling) : takeAll(otherwise, filling);
        }
    }

    /**
     * Once for each value, in the order of their names, or as often as a number says.
     *
     * @param key     the variable for the name, if two are given
     * @param element the variable for the value
     */
    record Range(Expression over, OptionalInt key, OptionalInt element, List<Step> steps, List<Step> otherwise)
            implements Step {
        @Override
        public Then take(Filling filling) {
            var value = over.evaluate(filling);
            key.ifPresent(slot -> filling.variable(slot, value));
            element.ifPresent(slot -> filling.variable(slot, value));
            var rounds = rounds(value).iterator();
            if (!rounds.hasNext()) {
                return takeAll(otherwise, filling);
            }
            while (rounds.hasNext()) {
                filling.step();
                var round = rounds.next();
                key.ifPresent(slot -> filling.variable(slot, round.getKey()));
                element.ifPresent(slot -> filling.variable(slot, round.getValue()));
                if (takeWith(round.getValue(), steps, filling) == Then.LEAVE_LOOP) {
                    break;
                }
            }
            return Then.GO_ON;
        }

        private Stream<Map.Entry<Value, Value>> rounds(Value value) {
            return switch (value) {
                case Value.All(var data) ->
                    data.all().entrySet().stream()
                            .map(entry -> Map.entry(new Value.Text(entry.getKey()), new Value.Text(entry.getValue())));
                case Value.Whole(var number, var octet)
                when key.isEmpty() ->
                    LongStream.range(0, number)
                            .mapToObj(i -> Map.entry(Value.Nothing.NO_VALUE, new Value.Whole(i, octet)));
                case Value.Nothing nothing -> Stream.empty();
                default -> throw new UnfillableException("range cannot go over " + value.kind());
            };
        }
    }

    /** Another template, with what becomes its dot. */
    record Call(Definition called, Optional<Pipeline> dot) implements Step {
        @Override
        public Then take(Filling filling) {
            Value given = dot.map(pipeline -> pipeline.evaluate(filling)).orElse(Value.Nothing.NO_VALUE);
            takeAll(called.steps(), filling.called(given, called.variables()));
            return Then.GO_ON;
        }
    }

    record Leave(Then then) implements Step {
        @Override
        public Then take(Filling filling) {
            return then;
        }
    }
}
