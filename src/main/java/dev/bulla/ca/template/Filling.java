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

    /** Stages, arguments, branches and called templates within each other: half of what the stack of a carrier thread holds. */
    private static final int DEEPEST = 500;

    private final Data data;
    private final Progress progress;
    private final Value[] variables;
    private Value dot;

    private Filling(Data data, Progress progress, Value[] variables, Value dot) {
        this.data = data;
        this.progress = progress;
        this.variables = variables;
        this.dot = dot;
    }

    static Filling of(Data data, int variables) {
        return new Filling(data, new Progress(), empty(variables), new Value.All(data)).rooted();
    }

    /** For a template that this one calls, with another dot and none of these variables. */
    Filling called(Value newDot, int newVariables) {
        return new Filling(data, progress, empty(newVariables), newDot).rooted();
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
        if (++progress.steps > MOST_STEPS) {
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
