/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ca.config.Problems;
import dev.bulla.ca.config.TrustFile;
import dev.bulla.ca.rules.Facts;
import dev.bulla.ca.rules.Ruling.Outcome;
import dev.bulla.ca.rules.Verdict;
import dev.bulla.ca.token.VerifiedTokens;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules that {@code config/rules-example.yaml} gives operators to copy from. */
class RulesExampleTest {
    private static final Path FILE = Path.of(System.getProperty("bulla.root", ".."), "config", "rules-example.yaml");

    private final Problems problems = new Problems();

    @Test
    void hasNothingWrongWithIt() {
        var trust = TrustFile.read(FILE, problems);
        var wiring = new IssuerWiring(trust, problems);

        assertThat(problems.errors()).isEmpty();
        assertThat(problems.warnings()).isEmpty();
        assertThat(wiring.notServed()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"repository_owner_id": "9919", "event_name": "push", "ref": "refs/tags/v1.2.3"}    | ALLOWED     | our-organisation
            {"repository_owner_id": "1", "event_name": "push", "ref": "refs/tags/v1.2.3"}       | NOT_ALLOWED | ``
            {"repository_owner_id": "9919", "event_name": "pull_request", "ref": "refs/pull/1"} | DENIED      | no-pull-requests
            {"repository_owner_id": "9919", "ref": "refs/tags/v1.2.3"}                          | FAILED      | no-pull-requests
            """)
    void choosesAmongTheBuildsOfTheWorld(String claims, Outcome outcome, String rule) {
        var ruling =
                judge("https://token.actions.githubusercontent.com", "", claims).ruling();

        assertThat(ruling.outcome()).isEqualTo(outcome);
        assertThat(ruling.ruleName()).isEqualTo(rule);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ada@example.com     | {"hd": "example.com"}                                       | ALLOWED
            ada@example.com     | {"hd": "example.com", "groups": ["staff"]}                  | ALLOWED
            bob@example.com     | {"hd": "example.com", "groups": ["staff", "contractors"]}   | DENIED
            ext-bob@example.com | {"hd": "example.com"}                                       | DENIED
            eve@gmail.com       | {}                                                          | NOT_ALLOWED
            """)
    void choosesAmongThePeopleOfTheWorld(String identity, String claims, Outcome outcome) {
        assertThat(judge("https://accounts.google.com", identity, claims)
                        .ruling()
                        .outcome())
                .isEqualTo(outcome);
    }

    private Verdict judge(String issuer, String identity, String claims) {
        var issuers = TrustFile.read(FILE, problems).issuers();
        var settings = issuers.stream()
                .filter(one -> one.url().equals(issuer))
                .findFirst()
                .orElseThrow();
        var facts = new Facts(issuer, "", identity, VerifiedTokens.claims(claims));
        return new RuleWiring(issuers, problems).of(settings).judge(facts);
    }
}
