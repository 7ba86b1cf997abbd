/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bench.growth;

/**
 * Where values of one figure along one axis are drawn: numbers to the right by their logarithm, values from the bottom,
 * which is zero, so that what looks flat is flat.
 */
record Panel(double left, double top, double width, double height, Range range) {

    /** What is drawn. The smallest number is at least one. */
    record Range(long smallest, long largest, double highest) {}

    double x(long number) {
        var isOne = range.smallest() == range.largest();
        return left + width * (isOne ? 0.5 : orders(number) / orders(range.largest()));
    }

    /** How many powers of ten a number is above the smallest. */
    private double orders(long number) {
        return Math.log10((double) number / range.smallest());
    }

    double y(double value) {
        return bottom() - value / range.highest() * height;
    }

    double bottom() {
        return top + height;
    }

    double right() {
        return left + width;
    }

    /** The next of 1, 2, 2.5 and 5 times a power of ten, where an axis ends well. */
    static double roundUp(double value) {
        if (value <= 0) {
            return 1;
        }
        var power = Math.pow(10, Math.floor(Math.log10(value)));
        for (var step : new double[] {1, 2, 2.5, 5}) {
            if (step * power >= value) {
                return step * power;
            }
        }
        return 10 * power;
    }
}
