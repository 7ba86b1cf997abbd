/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.rules;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.Optional;

/**
 * Text to rules. Making the first one loads the engine, which takes a second; servers without rules never make one.
 *
 * <p>The macro {@code map} is left out. It alone can build values larger than the claims it looks at.
 */
public final class RuleCompiler {
    static final int LONGEST_CONDITION = 4096;

    private static final CelOptions OPTIONS = CelOptions.current()
            .enableHeterogeneousNumericComparisons(true)
            .maxExpressionCodePointSize(LONGEST_CONDITION)
            .maxParseExpressionNodeCount(1000)
            .maxParseRecursionDepth(100)
            .comprehensionMaxIterations(1000)
            .maxRegexProgramSize(1000)
            .build();

    private final CelCompiler compiler = CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(
                    CelStandardMacro.HAS,
                    CelStandardMacro.ALL,
                    CelStandardMacro.EXISTS,
                    CelStandardMacro.EXISTS_ONE,
                    CelStandardMacro.FILTER)
            .setResultType(SimpleType.BOOL)
            .addVar("claims", MapType.create(SimpleType.STRING, SimpleType.DYN))
            .addVar("issuer", SimpleType.STRING)
            .addVar("subject", SimpleType.STRING)
            .addVar("identity", SimpleType.STRING)
            .build();

    private final CelRuntime runtime =
            CelRuntimeFactory.plannerRuntimeBuilder().setOptions(OPTIONS).build();

    public Rule compile(RuleText text) throws InvalidRuleException {
        var checked = compiler.compile(text.condition());
        try {
            var tree = checked.getAst();
            requireSoundPatterns(tree);
            return new Rule(text, runtime.createProgram(tree));
        } catch (CelValidationException e) {
            throw checked.getErrors().stream()
                    .findFirst()
                    .map(RuleCompiler::invalid)
                    .orElseGet(() -> new InvalidRuleException(String.valueOf(e.getMessage())));
        } catch (CelEvaluationException e) {
            throw new InvalidRuleException(String.valueOf(e.getMessage()));
        }
    }

    private static InvalidRuleException invalid(CelIssue issue) {
        var place = issue.getSourceLocation();
        return InvalidRuleException.at(place.getLine(), place.getColumn(), issue.getMessage());
    }

    /** A pattern that is written down is wrong for every token, so it is found here and not by the first of them. */
    private static void requireSoundPatterns(CelAbstractSyntaxTree tree) throws InvalidRuleException {
        var patterns = CelNavigableAst.fromAst(tree)
                .getRoot()
                .allNodes()
                .flatMap(node -> pattern(node).stream())
                .toList();
        for (var pattern : patterns) {
            try {
                Pattern.compile(pattern);
            } catch (PatternSyntaxException e) {
                throw new InvalidRuleException("\"" + pattern + "\" is no regular expression: " + e.getDescription());
            }
        }
    }

    private static Optional<String> pattern(CelNavigableExpr node) {
        return Optional.of(node.expr())
                .filter(expr -> expr.getKind() == CelExpr.ExprKind.Kind.CALL)
                .map(CelExpr::call)
                .filter(call ->
                        call.function().equals("matches") && !call.args().isEmpty())
                .map(call -> call.args().getLast())
                .filter(last -> last.getKind() == CelExpr.ExprKind.Kind.CONSTANT)
                .map(CelExpr::constant)
                .filter(constant -> constant.getKind() == CelConstant.Kind.STRING_VALUE)
                .map(CelConstant::stringValue);
    }
}
