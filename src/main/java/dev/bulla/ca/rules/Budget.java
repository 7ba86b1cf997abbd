/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.rules;

import dev.cel.common.ast.CelExpr;
import dev.cel.runtime.CelEvaluationListener;
import java.util.Collection;
import java.util.Map;

/**
 * How much one evaluation may touch: each step has its price, and costs as much again as its value is long. A search or a
 * regular expression takes time in proportion to the text it is given, and that text was charged when it was fetched. A
 * comparison looks at all that lies within its values, which is many times cheaper, and so is charged with them. The price
 * of a step grows with the number of claims, since the engine walks through all of them whenever it looks one up.
 *
 * <p>Measured with the worst pattern found, the whole budget is a quarter of a second on one core; a usual rule spends a
 * few hundred.
 */
final class Budget implements CelEvaluationListener {
    static final int MOST = 100_000;

    private static final int CLAIMS_PER_UNIT = 16;
    private static final int INNER_PER_UNIT = 8;

    private final int step;
    private long spent;

    Budget(int claims) {
        this.step = 1 + claims / CLAIMS_PER_UNIT;
    }

    @Override
    public void callback(CelExpr expression, Object value) {
        spent += step + lengthOf(value) + within(value) / INNER_PER_UNIT;
        if (isExceeded()) {
            throw new ExceededException();
        }
    }

    private static long lengthOf(Object value) {
        return switch (value) {
            case CharSequence text -> text.length();
            case Collection<?> items -> items.size();
            case Map<?, ?> members -> members.size();
            default -> 0;
        };
    }

    /** All that lies below the items of a value. They come from a token, which bounds how deep that goes. */
    private static long within(Object value) {
        return switch (value) {
            case Collection<?> items -> below(items);
            case Map<?, ?> members -> below(members.values());
            default -> 0;
        };
    }

    private static long below(Collection<?> items) {
        var sum = 0L;
        for (var item : items) {
            if (item instanceof Collection<?> || item instanceof Map<?, ?>) {
                sum += lengthOf(item) + within(item);
            }
        }
        return sum;
    }

    /** To be asked at the end as well: {@code ||} may have swallowed the exception. */
    boolean isExceeded() {
        return spent > MOST;
    }

    private static final class ExceededException extends RuntimeException {
        private static final long serialVersionUID = 1;

        ExceededException() {
            super("the condition looks at too much", null, false, false);
        }
    }
}
