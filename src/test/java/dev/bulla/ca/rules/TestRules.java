/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.rules;

import dev.bulla.ca.rules.RuleText.Effect;
import dev.bulla.ca.token.VerifiedTokens;

/** Rules and facts for tests. */
public final class TestRules {
    private static final RuleCompiler COMPILER = new RuleCompiler();

    private TestRules() {}

    public static Rule allow(String name, String condition) {
        return compiled(new RuleText(name, Effect.ALLOW, condition, "", false));
    }

    public static Rule deny(String name, String condition) {
        return compiled(new RuleText(name, Effect.DENY, condition, "", false));
    }

    public static Rule rehearsed(Rule rule) {
        var text = rule.text();
        return compiled(new RuleText(text.name(), text.effect(), text.condition(), text.reason(), true));
    }

    public static Rule saying(String reason, Rule rule) {
        var text = rule.text();
        return compiled(new RuleText(text.name(), text.effect(), text.condition(), reason, text.dryRun()));
    }

    public static Rule compiled(RuleText text) {
        try {
            return COMPILER.compile(text);
        } catch (InvalidRuleException e) {
            throw new IllegalArgumentException(e.problem(), e);
        }
    }

    static String problemOf(String condition) {
        try {
            COMPILER.compile(new RuleText("r", Effect.ALLOW, condition, "", false));
            throw new AssertionError("compiles: " + condition);
        } catch (InvalidRuleException e) {
            return e.problem();
        }
    }

    public static Facts facts(String claims) {
        return new Facts("https://issuer.example.com", "user-17", "ada@example.com", VerifiedTokens.claims(claims));
    }
}
