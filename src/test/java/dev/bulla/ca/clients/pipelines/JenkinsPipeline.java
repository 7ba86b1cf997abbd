/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.clients.pipelines;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.ast.CodeVisitorSupport;
import org.codehaus.groovy.ast.builder.AstBuilder;
import org.codehaus.groovy.ast.expr.ArgumentListExpression;
import org.codehaus.groovy.ast.expr.BinaryExpression;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.stmt.BlockStatement;
import org.codehaus.groovy.ast.stmt.ExpressionStatement;
import org.codehaus.groovy.control.CompilePhase;

/**
 * A declarative pipeline as Groovy reads it.
 *
 * @param sections    what stands directly in it
 * @param environment its variables
 * @param stages      by name, what each lets a shell do
 */
record JenkinsPipeline(List<String> sections, Map<String, String> environment, Map<String, List<String>> stages) {
    static JenkinsPipeline parse(String text) {
        var calls = calls(new AstBuilder()
                .buildFromString(CompilePhase.CONVERSION, true, text)
                .getFirst());
        if (calls.size() != 1 || !name(calls.getFirst()).equals("pipeline")) {
            throw new IllegalArgumentException(
                    "a declarative pipeline is one block \"pipeline\", and nothing else: " + calls);
        }
        var sections = calls(block(calls.getFirst()));
        var environment = new LinkedHashMap<String, String>();
        var stages = new LinkedHashMap<String, List<String>>();
        for (var section : sections) {
            switch (name(section)) {
                case "environment" ->
                    statements(block(section)).forEach(line -> {
                        var assigned = (BinaryExpression) line;
                        environment.put(
                                assigned.getLeftExpression().getText(),
                                assigned.getRightExpression().getText());
                    });
                case "stages" ->
                    calls(block(section))
                            .forEach(stage -> stages.put(
                                    ((ConstantExpression) arguments(stage).getFirst()).getText(),
                                    shells(block(stage))));
                default -> {}
            }
        }
        return new JenkinsPipeline(sections.stream().map(JenkinsPipeline::name).toList(), environment, stages);
    }

    private static List<String> shells(BlockStatement stage) {
        var shells = new ArrayList<String>();
        stage.visit(new CodeVisitorSupport() {
            @Override
            public void visitMethodCallExpression(MethodCallExpression call) {
                if (name(call).equals("sh")) {
                    shells.add(
                            arguments(call).getFirst().getText().stripIndent().strip());
                }
                super.visitMethodCallExpression(call);
            }
        });
        return shells;
    }

    private static String name(MethodCallExpression call) {
        return call.getMethodAsString();
    }

    private static List<MethodCallExpression> calls(ASTNode block) {
        return statements(block).map(MethodCallExpression.class::cast).toList();
    }

    private static Stream<Expression> statements(ASTNode block) {
        return ((BlockStatement) block)
                .getStatements().stream().map(statement -> ((ExpressionStatement) statement).getExpression());
    }

    private static BlockStatement block(MethodCallExpression call) {
        return (BlockStatement) ((ClosureExpression) arguments(call).getLast()).getCode();
    }

    private static List<Expression> arguments(MethodCallExpression call) {
        return ((ArgumentListExpression) call.getArguments()).getExpressions();
    }
}
