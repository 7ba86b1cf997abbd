/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.rules;

import static dev.bulla.ca.rules.TestRules.allow;
import static dev.bulla.ca.rules.TestRules.deny;
import static dev.bulla.ca.rules.TestRules.facts;
import static dev.bulla.ca.rules.TestRules.rehearsed;
import static dev.bulla.ca.rules.TestRules.saying;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ca.rules.Result.Evaluated;
import dev.bulla.ca.rules.Ruling.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuleSetTest {
    private static final Facts ADA = facts("{\"team\": \"red\", \"level\": 3}");

    @Test
    void letsEveryoneInWhereThereIsNoRule() {
        assertThat(RuleSet.NONE.judge(ADA)).isEqualTo(Verdict.UNRULED);
        assertThat(RuleSet.NONE.isEmpty()).isTrue();
    }

    @Test
    void letsInWhomNoRuleDeniesWhereNoneAllows() {
        assertThat(outcome(deny("blue", "claims.team == 'blue'"))).isEqualTo(Outcome.UNRULED);
    }

    @Test
    void needsOneOfTheRulesThatAllow() {
        var blue = allow("blue", "claims.team == 'blue'");
        var red = allow("red", "claims.team == 'red'");

        assertThat(outcome(blue)).isEqualTo(Outcome.NOT_ALLOWED);
        assertThat(judge(blue, red).ruling()).satisfies(ruling -> {
            assertThat(ruling.outcome()).isEqualTo(Outcome.ALLOWED);
            assertThat(ruling.ruleName()).isEqualTo("red");
            assertThat(ruling.refuses()).isFalse();
        });
    }

    @Test
    void aRuleThatDeniesWinsWhereverItStands() {
        var red = allow("red", "claims.team == 'red'");
        var juniors = saying("seniors only", deny("juniors", "claims.level < 4"));

        assertThat(judge(red, juniors).ruling())
                .isEqualTo(judge(juniors, red).ruling())
                .satisfies(ruling -> {
                    assertThat(ruling.outcome()).isEqualTo(Outcome.DENIED);
                    assertThat(ruling.ruleName()).isEqualTo("juniors");
                    assertThat(ruling.reason()).isEqualTo("seniors only");
                    assertThat(ruling.refuses()).isTrue();
                });
    }

    @Test
    void tellsTheReasonOfTheLastRuleThatDidNotAllow() {
        var blue = saying("blue only", allow("blue", "claims.team == 'blue'"));
        var green = saying("green only", allow("green", "claims.team == 'green'"));

        assertThat(judge(blue, green).ruling().reason()).isEqualTo("green only");
    }

    @Test
    void refusesWhenARuleCannotBeEvaluatedInItsTurn() {
        var broken = saying("hidden", deny("broken", "claims.missing == 'x'"));
        var red = allow("red", "claims.team == 'red'");
        var brokenToo = allow("broken-too", "claims.missing == 'x'");

        assertThat(judge(broken, red).ruling()).satisfies(ruling -> {
            assertThat(ruling.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(ruling.ruleName()).isEqualTo("broken");
            assertThat(ruling.failed()).contains("ATTRIBUTE_NOT_FOUND");
            assertThat(ruling.reason()).isEmpty();
            assertThat(ruling.refuses()).isTrue();
        });
        assertThat(outcome(brokenToo, red)).isEqualTo(Outcome.FAILED);
        assertThat(outcome(red, brokenToo)).isEqualTo(Outcome.ALLOWED);
    }

    @Test
    void aDryRunChangesNothingAndSaysWhatItWouldChange() {
        var juniors = rehearsed(deny("juniors", "claims.level < 4"));
        var blue = rehearsed(allow("blue", "claims.team == 'blue'"));
        var broken = rehearsed(deny("broken", "claims.missing == 'x'"));

        assertThat(judge(juniors)).satisfies(verdict -> {
            assertThat(verdict.ruling().refuses()).isFalse();
            assertThat(verdict.change()).hasValueSatisfying(change -> {
                assertThat(change.outcome()).isEqualTo(Outcome.DENIED);
                assertThat(change.ruleName()).isEqualTo("juniors");
            });
        });
        assertThat(judge(blue).ruling().refuses()).isFalse();
        assertThat(judge(blue).change()).map(Ruling::outcome).contains(Outcome.NOT_ALLOWED);
        assertThat(judge(broken).ruling().refuses()).isFalse();
        assertThat(judge(broken).change()).map(Ruling::outcome).contains(Outcome.FAILED);
        assertThat(judge(rehearsed(deny("blue", "claims.team == 'blue'"))).change())
                .isEmpty();
    }

    @Test
    void aDryRunOverClaimsNobodyCanReadRefusesNobody() {
        var rules = new RuleSet(List.of(rehearsed(deny("any", "true"))));

        var verdict = rules.judge(facts("{\"n\": 1e999}"));

        assertThat(verdict.ruling().refuses()).isFalse();
        assertThat(verdict.change()).map(Ruling::outcome).contains(Outcome.FAILED);
        assertThat(rules.decides()).isFalse();
    }

    @Test
    void explainsWhatBecameOfEachRule() {
        var rules = new RuleSet(List.of(
                allow("red", "claims.team == 'red'"),
                deny("blue", "claims.team == 'blue'"),
                allow("broken", "claims.missing == 'x'")));

        var explanation = rules.explain(ADA);

        assertThat(explanation.verdict()).isEqualTo(rules.judge(ADA));
        assertThat(explanation.rules()).map(finding -> finding.rule().name()).containsExactly("blue", "red", "broken");
        assertThat(explanation.rules().get(0).result()).isEqualTo(Evaluated.NOT_MATCHED);
        assertThat(explanation.rules().get(1).result()).isEqualTo(Evaluated.MATCHED);
        assertThat(explanation.rules().get(2).result())
                .isInstanceOfSatisfying(
                        Result.Failed.class,
                        failed -> assertThat(failed.message()).contains("missing"));
    }

    private static Outcome outcome(Rule... rules) {
        return judge(rules).ruling().outcome();
    }

    private static Verdict judge(Rule... rules) {
        return new RuleSet(List.of(rules)).judge(ADA);
    }
}
