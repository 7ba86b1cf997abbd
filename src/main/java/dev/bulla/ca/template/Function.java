/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.template;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The functions of the language, each with how many arguments it takes. */
enum Function {
    AND(1, Integer.MAX_VALUE) {
        @Override
        Value call(List<Expression> arguments, Filling filling) {
            return firstThatIs(false, arguments, filling);
        }
    },
    OR(1, Integer.MAX_VALUE) {
        @Override
        Value call(List<Expression> arguments, Filling filling) {
            return firstThatIs(true, arguments, filling);
        }
    },
    NOT(1, 1) {
        @Override
        Value of(List<Value> values) {
            return new Value.Truth(!values.getFirst().isTrue());
        }
    },
    EQ(2, Integer.MAX_VALUE) {
        @Override
        Value of(List<Value> values) {
            var first = values.getFirst();
            return new Value.Truth(values.stream().skip(1).anyMatch(other -> Comparison.equal(first, other)));
        }
    },
    NE(2, 2) {
        @Override
        Value of(List<Value> values) {
            return new Value.Truth(!Comparison.equal(values.getFirst(), values.getLast()));
        }
    },
    LT(2, 2) {
        @Override
        Value of(List<Value> values) {
            return new Value.Truth(Comparison.order(values.getFirst(), values.getLast()) < 0);
        }
    },
    LE(2, 2) {
        @Override
        Value of(List<Value> values) {
            return new Value.Truth(Comparison.order(values.getFirst(), values.getLast()) <= 0);
        }
    },
    GT(2, 2) {
        @Override
        Value of(List<Value> values) {
            return new Value.Truth(Comparison.order(values.getFirst(), values.getLast()) > 0);
        }
    },
    GE(2, 2) {
        @Override
        Value of(List<Value> values) {
            return new Value.Truth(Comparison.order(values.getFirst(), values.getLast()) >= 0);
        }
    },
    INDEX(1, Integer.MAX_VALUE) {
        @Override
        Value of(List<Value> values) {
            return Parts.index(values);
        }
    },
    SLICE(1, 3) {
        @Override
        Value of(List<Value> values) {
            return Parts.slice(values);
        }
    },
    LEN(1, 1) {
        @Override
        Value of(List<Value> values) {
            return Parts.length(values.getFirst());
        }
    },
    PRINT(0, Integer.MAX_VALUE) {
        @Override
        Value of(List<Value> values) {
            return bounded(Printed.together(values));
        }
    },
    PRINTLN(0, Integer.MAX_VALUE) {
        @Override
        Value of(List<Value> values) {
            return bounded(Printed.inLine(values));
        }
    },
    PRINTF(1, Integer.MAX_VALUE) {
        @Override
        Value of(List<Value> values) {
            return bounded(Format.print(values));
        }
    },
    HTML(0, Integer.MAX_VALUE) {
        @Override
        Value of(List<Value> values) {
            return bounded(Escape.html(Printed.toEscape(values)));
        }
    },
    JS(0, Integer.MAX_VALUE) {
        @Override
        Value of(List<Value> values) {
            return bounded(Escape.js(Printed.toEscape(values)));
        }
    },
    URLQUERY(0, Integer.MAX_VALUE) {
        @Override
        Value of(List<Value> values) {
            return bounded(Escape.query(Printed.toEscape(values)));
        }
    };

    private final int fewest;
    private final int most;

    Function(int fewest, int most) {
        this.fewest = fewest;
        this.most = most;
    }

    static Optional<Function> named(String word) {
        return Arrays.stream(values()).filter(f -> f.word().equals(word)).findFirst();
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean takes(int arguments) {
        return fewest <= arguments && arguments <= most;
    }

    Value call(List<Expression> arguments, Filling filling) {
        var values =
                arguments.stream().map(argument -> argument.evaluate(filling)).toList();
        values.forEach(filling::stepsFor);
        var made = of(values);
        filling.stepsFor(made);
        return made;
    }

    Value of(List<Value> values) {
        throw new IllegalStateException(word() + " decides by itself which of its arguments it needs");
    }

    /** Stops at the argument that decides, so that what comes after it need not exist. */
    private static Value firstThatIs(boolean truth, List<Expression> arguments, Filling filling) {
        for (var argument : arguments.subList(0, arguments.size() - 1)) {
            var value = argument.evaluate(filling);
            if (value.isTrue() == truth) {
                return value;
            }
        }
        return arguments.getLast().evaluate(filling);
    }

    private static Value bounded(String text) {
        Filling.bounded(text.length());
        return new Value.Text(text);
    }
}
