/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca;

import dev.bulla.ca.config.AccessSettings.RuleSettings;
import dev.bulla.ca.config.IssuerSettings;
import dev.bulla.ca.config.Problems;
import dev.bulla.ca.rules.InvalidRuleException;
import dev.bulla.ca.rules.Rule;
import dev.bulla.ca.rules.RuleCompiler;
import dev.bulla.ca.rules.RuleSet;
import dev.bulla.ca.rules.RuleText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rules of issuers, compiled at start, so that a wrong one is found then and told with its place. */
final class RuleWiring {
    private final Problems problems;
    private final Map<IssuerSettings, RuleSet> byIssuer = new HashMap<>();
    private @Nullable RuleCompiler compiler;

    RuleWiring(List<IssuerSettings> issuers, Problems problems) {
        this.problems = problems;
        for (var issuer : issuers) {
            var rules = compile(issuer);
            byIssuer.put(issuer, rules);
            if (!rules.decides() && SharedIssuers.isShared(issuer.url())) {
                problems.warn(
                        issuer.place(),
                        issuer.url() + " has users all over the world and no rule, so every one of them may have a"
                                + " certificate; config/README.md shows how to choose");
            }
        }
    }

    RuleSet of(IssuerSettings issuer) {
        return byIssuer.getOrDefault(issuer, RuleSet.NONE);
    }

    private RuleSet compile(IssuerSettings issuer) {
        var rules = new ArrayList<Rule>();
        issuer.access().rules().forEach(rule -> compile(rule).ifPresent(rules::add));
        return rules.isEmpty() ? RuleSet.NONE : new RuleSet(rules);
    }

    private Optional<Rule> compile(RuleSettings rule) {
        if (rule.condition().isBlank()) {
            return Optional.empty();
        }
        var effect = rule.denies() ? RuleText.Effect.DENY : RuleText.Effect.ALLOW;
        try {
            return Optional.of(compiler()
                    .compile(new RuleText(rule.name(), effect, rule.condition(), rule.reason(), rule.dryRun())));
        } catch (InvalidRuleException e) {
            problems.add(rule.place(), "rule \"" + rule.name() + "\": " + e.problem());
            return Optional.empty();
        }
    }

    private RuleCompiler compiler() {
        if (compiler == null) {
            compiler = new RuleCompiler();
        }
        return compiler;
    }
}
