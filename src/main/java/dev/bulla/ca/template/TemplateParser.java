/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.template;

import dev.bulla.ca.template.Token.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Makes steps of tokens, by this grammar, in which every action stands in braces:
 *
 * <pre>
 *   steps   = { TEXT | assigned | control | call | "break" | "continue" }
 *   control = ( "if" | "with" ) assigned steps [ "else" ( steps | control ) ] "end"
 *           | "range" [ VARIABLE [ "," VARIABLE ] ( ":=" | "=" ) ] pipeline steps [ "else" steps ] "end"
 *   call    = "template" NAME [ assigned ] | "block" NAME assigned steps "end"
 * </pre>
 *
 * At the top there is also {@code "define" NAME steps "end"}. Pipelines are {@link PipelineParser}'s.
 */
final class TemplateParser {
    private final Tokens tokens;
    private final Map<String, Definition> definitions = new LinkedHashMap<>();
    private final Map<String, Token> called = new LinkedHashMap<>();
    private Scope scope = new Scope();
    private PipelineParser pipelines;
    private int loops;

    TemplateParser(String template) {
        this.tokens = new Tokens(template);
        this.pipelines = new PipelineParser(tokens, scope);
    }

    Definition parse() {
        var main = new Definition();
        var steps = steps();
        while (tokens.opens("define")) {
            definition();
            steps.addAll(steps());
        }
        var end = tokens.take(Kind.END);
        definitions.forEach((name, definition) -> {
            if (!definition.isDefined()) {
                throw tokens.invalid("the template \"" + name + "\" is not defined", called.getOrDefault(name, end));
            }
        });
        main.define(steps, scope.slots());
        return main;
    }

    private void definition() {
        tokens.takeStart("define");
        var name = name();
        tokens.take(Kind.CLOSE);
        define(name);
    }

    /** Reads a body as a template of its own, with variables of its own. */
    private Definition define(Token name) {
        var outerScope = scope;
        var outerPipelines = pipelines;
        var outerLoops = loops;
        scope = new Scope();
        pipelines = new PipelineParser(tokens, scope);
        loops = 0;
        tokens.deeper();
        var body = steps();
        tokens.takeAction("end");
        tokens.shallower();
        var definition = definitions.computeIfAbsent(name.text(), n -> new Definition());
        if (!definition.define(body, scope.slots())) {
            throw tokens.invalid("the template \"" + name.text() + "\" is defined twice", name);
        }
        scope = outerScope;
        pipelines = outerPipelines;
        loops = outerLoops;
        return definition;
    }

    private Token name() {
        var name = tokens.take(Kind.QUOTED);
        if (name.text().isEmpty()) {
            throw tokens.invalid("a template needs a name", name);
        }
        return name;
    }

    private List<Step> steps() {
        var steps = new ArrayList<Step>();
        while (true) {
            if (tokens.peek().is(Kind.TEXT)) {
                steps.add(new Step.Text(tokens.take(Kind.TEXT).text()));
            } else if (tokens.peek().is(Kind.OPEN)
                    && !tokens.opens("else")
                    && !tokens.opens("end")
                    && !tokens.opens("define")) {
                tokens.take(Kind.OPEN);
                steps.add(action());
            } else {
                return steps;
            }
        }
    }

    private Step action() {
        var word = tokens.peek().is(Kind.WORD) ? tokens.peek().text() : "";
        return switch (word) {
            case "if" -> control("if", Step.If::new);
            case "with" -> control("with", Step.With::new);
            case "range" -> range();
            case "template" -> call();
            case "block" -> block();
            case "break" -> leave("break", Step.Then.LEAVE_LOOP);
            case "continue" -> leave("continue", Step.Then.NEXT_ROUND);
            default -> output();
        };
    }

    private Step output() {
        var pipeline = pipelines.assigned();
        tokens.take(Kind.CLOSE);
        return pipeline.variable().isPresent()
                ? new Step.Assignment(pipeline.variable().getAsInt(), pipeline.expression())
                : new Step.Output(pipeline.expression());
    }

    /** Makes the step from its condition and both branches. */
    @FunctionalInterface
    private interface Control {
        Step of(Pipeline pipeline, List<Step> then, List<Step> otherwise);
    }

    private Step control(String word, Control control) {
        tokens.deeper();
        tokens.takeWord(word);
        var before = scope.mark();
        var pipeline = pipelines.assigned();
        tokens.take(Kind.CLOSE);
        var then = branch();
        var otherwise = otherwise(word, control);
        scope.backTo(before);
        tokens.shallower();
        return control.of(pipeline, then, otherwise);
    }

    /** The steps after {@code else}. {@code else if} is an {@code if} of its own that shares the {@code end}. */
    private List<Step> otherwise(String word, Control control) {
        if (!tokens.opens("else")) {
            tokens.takeAction("end");
            return List.of();
        }
        tokens.takeStart("else");
        if (tokens.peek().isWord(word)) {
            return List.of(control(word, control));
        }
        tokens.take(Kind.CLOSE);
        var steps = branch();
        tokens.takeAction("end");
        return steps;
    }

    private List<Step> branch() {
        var before = scope.mark();
        var steps = steps();
        scope.backTo(before);
        return steps;
    }

    private Step range() {
        tokens.deeper();
        tokens.takeWord("range");
        var before = scope.mark();
        var step = rangeOver();
        scope.backTo(before);
        tokens.shallower();
        return step;
    }

    private Step rangeOver() {
        var variables = rangeVariables();
        var declares = variables.isEmpty() || tokens.takeIf(Kind.DECLARE);
        if (!declares) {
            tokens.take(Kind.ASSIGN);
        }
        var over = pipelines.pipeline();
        tokens.take(Kind.CLOSE);
        var slots = variables.stream().map(v -> pipelines.slot(v, declares)).toList();
        loops++;
        var steps = branch();
        loops--;
        var otherwise = List.<Step>of();
        if (tokens.opens("else")) {
            tokens.takeAction("else");
            otherwise = branch();
        }
        tokens.takeAction("end");
        var key = slots.size() > 1 ? OptionalInt.of(slots.getFirst()) : OptionalInt.empty();
        var element = slots.isEmpty() ? OptionalInt.empty() : OptionalInt.of(slots.getLast());
        return new Step.Range(over, key, element, steps, otherwise);
    }

    private List<Token> rangeVariables() {
        if (!tokens.peek().is(Kind.VARIABLE)) {
            return List.of();
        }
        if (tokens.isFollowedBy(Kind.COMMA)) {
            var key = tokens.take(Kind.VARIABLE);
            tokens.take(Kind.COMMA);
            return List.of(key, tokens.take(Kind.VARIABLE));
        }
        var assigned = tokens.isFollowedBy(Kind.DECLARE) || tokens.isFollowedBy(Kind.ASSIGN);
        return assigned ? List.of(tokens.take(Kind.VARIABLE)) : List.of();
    }

    private Step call() {
        tokens.takeWord("template");
        var name = name();
        Optional<Pipeline> dot = tokens.peek().is(Kind.CLOSE) ? Optional.empty() : Optional.of(pipelines.assigned());
        tokens.take(Kind.CLOSE);
        called.putIfAbsent(name.text(), name);
        return new Step.Call(definitions.computeIfAbsent(name.text(), n -> new Definition()), dot);
    }

    private Step block() {
        tokens.takeWord("block");
        var name = name();
        var dot = pipelines.assigned();
        tokens.take(Kind.CLOSE);
        return new Step.Call(define(name), Optional.of(dot));
    }

    private Step leave(String word, Step.Then then) {
        var where = tokens.peek();
        tokens.takeWord(word);
        tokens.take(Kind.CLOSE);
        if (loops == 0) {
            throw tokens.invalid("\"" + word + "\" stands in no range", where);
        }
        return new Step.Leave(then);
    }
}
