/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.identity;

import dev.bulla.ca.identity.TemplateExpression.Field;
import dev.bulla.ca.identity.TemplateExpression.Index;
import dev.bulla.ca.identity.TemplateExpression.Literal;
import dev.bulla.ca.identity.TemplateNode.Choice;
import dev.bulla.ca.identity.TemplateNode.Output;
import dev.bulla.ca.identity.TemplateNode.Text;
import dev.bulla.ca.identity.TemplateToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Makes nodes of tokens, by this grammar:
 *
 * <pre>
 *   nodes      = { TEXT | "{{" expression "}}" | choice }
 *   choice     = "{{" "if" equality "}}" nodes [ "{{" "else" "}}" nodes ] "{{" "end" "}}"
 *   equality   = "eq" operand operand | "(" equality ")"
 *   expression = "index" "." QUOTED | operand
 *   operand    = FIELD | QUOTED | "(" expression ")"
 * </pre>
 */
final class TemplateParser {
    /** Far more than anyone writes by hand, and far from the end of the stack. */
    private static final int DEEPEST = 100;

    private final String template;
    private final List<TemplateToken> tokens;
    private int at;
    private int depth;

    private TemplateParser(String template) {
        this.template = template;
        this.tokens = TemplateLexer.tokens(template);
    }

    static List<TemplateNode> parse(String template) {
        var parser = new TemplateParser(template);
        var nodes = parser.nodes();
        parser.take(Kind.END);
        return nodes;
    }

    private List<TemplateNode> nodes() {
        var nodes = new ArrayList<TemplateNode>();
        while (true) {
            if (peek().is(Kind.TEXT)) {
                nodes.add(new Text(take(Kind.TEXT).text()));
            } else if (peek().is(Kind.OPEN) && !opens("else") && !opens("end")) {
                nodes.add(opens("if") ? choice() : output());
            } else {
                return nodes;
            }
        }
    }

    private TemplateNode output() {
        take(Kind.OPEN);
        var expression = expression();
        take(Kind.CLOSE);
        return new Output(expression);
    }

    private TemplateNode choice() {
        deeper();
        take(Kind.OPEN);
        takeWord("if");
        var sides = equality();
        take(Kind.CLOSE);
        var equal = nodes();
        var otherwise = opens("else") ? otherwise() : List.<TemplateNode>of();
        keyword("end");
        depth--;
        return new Choice(sides.left(), sides.right(), equal, otherwise);
    }

    private List<TemplateNode> otherwise() {
        keyword("else");
        return nodes();
    }

    private void keyword(String word) {
        take(Kind.OPEN);
        takeWord(word);
        take(Kind.CLOSE);
    }

    private Sides equality() {
        if (peek().is(Kind.LEFT)) {
            return inParentheses(this::equality);
        }
        takeWord("eq");
        var left = apartOperand();
        return new Sides(left, apartOperand());
    }

    private TemplateExpression expression() {
        if (!peek().isWord("index")) {
            return operand();
        }
        take(Kind.WORD);
        requireApart();
        take(Kind.DOT);
        requireApart();
        return new Index(take(Kind.QUOTED).text());
    }

    private TemplateExpression operand() {
        return switch (peek().kind()) {
            case FIELD -> new Field(take(Kind.FIELD).text());
            case QUOTED -> new Literal(take(Kind.QUOTED).text());
            case LEFT -> inParentheses(this::expression);
            default -> throw unexpected();
        };
    }

    private TemplateExpression apartOperand() {
        requireApart();
        return operand();
    }

    private <T> T inParentheses(Supplier<T> inside) {
        deeper();
        take(Kind.LEFT);
        var result = inside.get();
        take(Kind.RIGHT);
        depth--;
        return result;
    }

    private TemplateToken peek() {
        return tokens.get(at);
    }

    private boolean opens(String word) {
        return peek().is(Kind.OPEN) && tokens.get(at + 1).isWord(word);
    }

    private TemplateToken take(Kind kind) {
        if (!peek().is(kind)) {
            throw unexpected();
        }
        return tokens.get(at++);
    }

    private void takeWord(String word) {
        if (!peek().isWord(word)) {
            throw unexpected();
        }
        at++;
    }

    private void requireApart() {
        if (!peek().apart()) {
            throw new InvalidTemplateException("a blank is missing", template, peek().at());
        }
    }

    private void deeper() {
        if (++depth > DEEPEST) {
            throw new InvalidTemplateException("nested too deeply", template, peek().at());
        }
    }

    private InvalidTemplateException unexpected() {
        var found = peek().is(Kind.OPEN) ? tokens.get(at + 1) : peek();
        return new InvalidTemplateException(found.shown() + " is not supported here", template, found.at());
    }

    private record Sides(TemplateExpression left, TemplateExpression right) {}
}
