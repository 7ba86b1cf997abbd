/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.rules;

import dev.bulla.ca.rules.Explanation.Finding;
import dev.bulla.ca.rules.Result.Evaluated;
import dev.bulla.ca.rules.Result.Failed;
import dev.bulla.ca.rules.RuleText.Effect;
import dev.bulla.ca.rules.Ruling.Outcome;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The rules of one issuer.
 *
 * <p>Those that deny are asked first, and the first that matches decides. Then, if any rule allows, one of those must match.
 * Within a kind the order is that of the file. A rule that cannot be evaluated when its turn comes refuses.
 */
public final class RuleSet {
    public static final RuleSet NONE = new RuleSet(List.of());

    private final Chain enforced;
    private final Chain all;

    public RuleSet(List<Rule> rules) {
        this.enforced = Chain.of(rules.stream().filter(rule -> !rule.text().dryRun()));
        this.all = Chain.of(rules.stream());
    }

    public boolean isEmpty() {
        return all.isEmpty();
    }

    /** Whether a rule that counts stands between a requester and a certificate. */
    public boolean decides() {
        return !enforced.isEmpty();
    }

    public Verdict judge(Facts facts) {
        if (isEmpty()) {
            return Verdict.UNRULED;
        }
        return judge(new Evaluation(facts));
    }

    /** The same, telling what became of each rule. */
    public Explanation explain(Facts facts) {
        var evaluation = new Evaluation(facts);
        var findings = Stream.concat(all.denying.stream(), all.allowing.stream())
                .map(rule -> new Finding(rule.text(), evaluation.apply(rule)))
                .toList();
        return new Explanation(judge(evaluation), findings);
    }

    private Verdict judge(Evaluation evaluation) {
        var ruling = enforced.decide(evaluation);
        return new Verdict(ruling, all.size() == enforced.size() ? ruling : all.decide(evaluation));
    }

    /** Rules in the order in which they are asked. */
    private record Chain(List<Rule> denying, List<Rule> allowing) {

        static Chain of(Stream<Rule> rules) {
            var list = rules.toList();
            return new Chain(with(Effect.DENY, list), with(Effect.ALLOW, list));
        }

        private static List<Rule> with(Effect effect, List<Rule> rules) {
            return rules.stream().filter(rule -> rule.text().effect() == effect).toList();
        }

        boolean isEmpty() {
            return size() == 0;
        }

        int size() {
            return denying.size() + allowing.size();
        }

        Ruling decide(Function<Rule, Result> evaluation) {
            for (var rule : denying) {
                switch (evaluation.apply(rule)) {
                    case Failed failed -> {
                        return Ruling.failed(rule, failed.code());
                    }
                    case Evaluated.MATCHED -> {
                        return Ruling.by(Outcome.DENIED, rule);
                    }
                    case Evaluated.NOT_MATCHED -> {}
                }
            }
            return allowing.isEmpty() ? Ruling.UNRULED : allow(evaluation);
        }

        private Ruling allow(Function<Rule, Result> evaluation) {
            for (var rule : allowing) {
                switch (evaluation.apply(rule)) {
                    case Failed failed -> {
                        return Ruling.failed(rule, failed.code());
                    }
                    case Evaluated.MATCHED -> {
                        return Ruling.by(Outcome.ALLOWED, rule);
                    }
                    case Evaluated.NOT_MATCHED -> {}
                }
            }
            return Ruling.notAllowed(allowing.getLast().text().reason());
        }
    }

    /** Asks each rule at most once about the same facts. Used by one thread. */
    private static final class Evaluation implements Function<Rule, Result> {
        private final Facts facts;
        private final Map<Rule, Result> known = new HashMap<>();
        private Map<String, Object> variables = Map.of();

        Evaluation(Facts facts) {
            this.facts = facts;
        }

        @Override
        public Result apply(Rule rule) {
            return known.computeIfAbsent(rule, this::evaluate);
        }

        private Result evaluate(Rule rule) {
            try {
                if (variables.isEmpty()) {
                    variables = Map.of(
                            "claims", ClaimValues.of(facts.claims()),
                            "issuer", facts.issuer(),
                            "subject", facts.subject(),
                            "identity", facts.identity());
                }
                return rule.evaluate(variables, facts.claims().size());
            } catch (UnreadableNumberException e) {
                return new Failed("NUMERIC_OVERFLOW", String.valueOf(e.getMessage()));
            }
        }
    }
}
