/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.template;

import dev.bulla.ca.template.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Makes expressions of tokens, by this grammar:
 *
 * <pre>
 *   assigned  = [ VARIABLE ( ":=" | "=" ) ] pipeline
 *   pipeline  = command { "|" command }
 *   command   = FUNCTION { operand } | operand
 *   operand   = ( "." | FIELD | VARIABLE [ FIELD ] | "(" pipeline ")" [ FIELD ] | LITERAL )
 * </pre>
 */
final class PipelineParser {
    private static final Set<String> KEYWORDS =
            Set.of("block", "break", "continue", "define", "else", "end", "if", "range", "template", "with");
    private static final int LONGEST = 100;

    private final Tokens tokens;
    private final Scope scope;

    PipelineParser(Tokens tokens, Scope scope) {
        this.tokens = tokens;
        this.scope = scope;
    }

    Pipeline assigned() {
        if (!tokens.peek().is(Kind.VARIABLE)
                || !(tokens.isFollowedBy(Kind.DECLARE) || tokens.isFollowedBy(Kind.ASSIGN))) {
            return new Pipeline(OptionalInt.empty(), pipeline());
        }
        var variable = tokens.take(Kind.VARIABLE);
        var declares = tokens.takeIf(Kind.DECLARE);
        if (!declares) {
            tokens.take(Kind.ASSIGN);
        }
        var expression = pipeline();
        return new Pipeline(OptionalInt.of(slot(variable, declares)), expression);
    }

    /** The slot of a variable that is declared, or that has to be there. */
    int slot(Token variable, boolean declares) {
        if (declares && variable.text().isEmpty()) {
            throw tokens.invalid("$ cannot be declared", variable);
        }
        return declares
                ? scope.declare(variable.text())
                : scope.find(variable.text())
                        .orElseThrow(
                                () -> tokens.invalid("the variable $" + variable.text() + " is not defined", variable));
    }

    Expression pipeline() {
        var expression = command(Optional.empty());
        for (var stages = 1; tokens.peek().is(Kind.PIPE); stages++) {
            if (stages == LONGEST) {
                throw tokens.invalid("too many stages", tokens.peek());
            }
            tokens.take(Kind.PIPE);
            if (!tokens.peek().is(Kind.WORD)) {
                throw tokens.invalid("only a function can take what comes through a pipe", tokens.peek());
            }
            expression = command(Optional.of(expression));
        }
        return expression;
    }

    private Expression command(Optional<Expression> piped) {
        var first = tokens.peek();
        if (isFunction(first)) {
            return call(piped);
        }
        if (first.isWord("nil")) {
            throw tokens.invalid("nil cannot stand alone", first);
        }
        var operand = operand();
        if (piped.isPresent() || startsOperand()) {
            throw tokens.invalid("only a function can have arguments", first);
        }
        return operand;
    }

    private static boolean isFunction(Token token) {
        return token.is(Kind.WORD) && !Set.of("true", "false", "nil").contains(token.text());
    }

    private Expression call(Optional<Expression> piped) {
        var word = tokens.peek();
        if (KEYWORDS.contains(word.text())) {
            throw tokens.unexpected();
        }
        var function = Function.named(word.text())
                .orElseThrow(() -> tokens.invalid("\"" + word.text() + "\" is no function here", word));
        tokens.take(Kind.WORD);
        var arguments = new ArrayList<Expression>();
        while (startsOperand()) {
            if (!tokens.peek().apart()) {
                throw tokens.invalid("a blank is missing", tokens.peek());
            }
            arguments.add(operand());
        }
        var count = arguments.size() + (piped.isPresent() ? 1 : 0);
        if (!function.takes(count)) {
            throw tokens.invalid("\"" + word.text() + "\" does not take " + count + " arguments", word);
        }
        if (function == Function.PRINTF) {
            checkFormat(word, arguments, count - 1);
        }
        return new Expression.Call(function, arguments, piped);
    }

    private void checkFormat(Token word, List<Expression> arguments, int values) {
        if (!arguments.isEmpty() && arguments.getFirst() instanceof Expression.Constant(Value.Text(var format))) {
            Format.problem(format, values).ifPresent(problem -> {
                throw tokens.invalid(problem, word);
            });
        } else {
            throw tokens.invalid("printf needs its format as a quoted text", word);
        }
    }

    private boolean startsOperand() {
        return switch (tokens.peek().kind()) {
            case DOT, FIELD, VARIABLE, QUOTED, CHARACTER, NUMBER, LEFT, WORD -> true;
            default -> false;
        };
    }

    private Expression operand() {
        var token = tokens.peek();
        return switch (token.kind()) {
            case DOT -> alone(token, new Expression.Dot());
            case FIELD -> alone(token, new Expression.Field(new Expression.Dot(), token.text()));
            case QUOTED -> alone(token, new Expression.Constant(new Value.Text(token.text())));
            case CHARACTER ->
                alone(
                        token,
                        new Expression.Constant(new Value.Whole(token.text().codePointAt(0), false)));
            case NUMBER -> alone(token, new Expression.Constant(NumberText.read(token, tokens.template())));
            case WORD -> alone(token, new Expression.Constant(word(token)));
            case VARIABLE -> {
                tokens.take(Kind.VARIABLE);
                yield field(new Expression.Variable(slot(token, false)));
            }
            case LEFT -> field(inParentheses());
            default -> throw tokens.unexpected();
        };
    }

    /** What nothing can be asked of: a claim has no fields. */
    private Expression alone(Token token, Expression expression) {
        tokens.take(token.kind());
        if (tokens.peek().is(Kind.FIELD) && !tokens.peek().apart()) {
            throw tokens.invalid(token.shown() + " has no fields", tokens.peek());
        }
        return expression;
    }

    private Expression field(Expression of) {
        if (!tokens.peek().is(Kind.FIELD) || tokens.peek().apart()) {
            return of;
        }
        var name = tokens.peek();
        return alone(name, new Expression.Field(of, name.text()));
    }

    private Value word(Token word) {
        return switch (word.text()) {
            case "true" -> new Value.Truth(true);
            case "false" -> new Value.Truth(false);
            case "nil" -> Value.Nothing.NIL;
            default -> throw tokens.invalid("\"" + word.text() + "\" must stand in parentheses here", word);
        };
    }

    private Expression inParentheses() {
        tokens.deeper();
        tokens.take(Kind.LEFT);
        var inside = pipeline();
        tokens.take(Kind.RIGHT);
        tokens.shallower();
        return inside;
    }
}
