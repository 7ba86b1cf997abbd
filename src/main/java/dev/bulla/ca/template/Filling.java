/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.template;

import java.util.Arrays;

/**
 * One filling of a template as far as it has come: the dot, the variables, and what is written. Every template that is
 * called by another has a frame of its own, and all frames share the output and the bounds.
 */
final class Filling {
    /** Longer than any claim of any token. Everything that is made on the way is held to it too. */
    static final int LONGEST = 128 * 1024;

    private static final int MOST_STEPS = 100_000;

    /** So much of a text is as much work as a step. */
    private static final int CHARACTERS_OF_A_STEP = 256;

    /** Stages, arguments, branches and called templates within each other: half of what the stack of a carrier thread holds. */
    private static final int DEEPEST = 500;

    private final Progress progress;
    private final Value[] variables;
    private Value dot;

    private Filling(Progress progress, Value[] variables, Value dot) {
        this.progress = progress;
        this.variables = variables;
        this.dot = dot;
    }

    static Filling of(Data data, int variables) {
        return new Filling(new Progress(), empty(variables), new Value.All(new RememberedData(data))).rooted();
    }

    /** For a template that this one calls, with another dot and none of these variables. */
    Filling called(Value newDot, int newVariables) {
        return new Filling(progress, empty(newVariables), newDot).rooted();
    }

    private static Value[] empty(int variables) {
        var values = new Value[variables];
        Arrays.fill(values, Value.Nothing.NO_VALUE);
        return values;
    }

    /** The first variable is the dollar sign: the dot that the template began with. */
    private Filling rooted() {
        variables[0] = dot;
        return this;
    }

    Value dot() {
        return dot;
    }

    void dot(Value value) {
        dot = value;
    }

    Value variable(int slot) {
        return variables[slot];
    }

    void variable(int slot, Value value) {
        variables[slot] = value;
    }

    void write(String text) {
        bounded(progress.out.length() + text.length());
        progress.out.append(text);
    }

    String written() {
        return progress.out.toString();
    }

    void step() {
        steps(1);
    }

    /** For what a function reads or makes: whoever sends a token chooses how long its claims are. */
    void stepsFor(Value value) {
        if (value instanceof Value.Text(var text)) {
            steps(text.length() / CHARACTERS_OF_A_STEP);
        }
    }

    private void steps(int more) {
        progress.steps += more;
        if (progress.steps > MOST_STEPS) {
            throw new UnfillableException("the template does not come to an end");
        }
    }

    /** Begins what is within something else. Whoever fails does not leave: that ends the filling. */
    void enter() {
        if (++progress.depth > DEEPEST) {
            throw new UnfillableException("the template goes too deep");
        }
    }

    void leave() {
        progress.depth--;
    }

    static void bounded(int length) {
        if (length > LONGEST) {
            throw new UnfillableException("the template comes to more than " + LONGEST + " characters");
        }
    }

    private static final class Progress {
        private final StringBuilder out = new StringBuilder();
        private int steps;
        private int depth;
    }
}
