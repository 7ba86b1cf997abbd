/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ca.token.Claim;
import dev.bulla.ca.token.VerifiedTokens;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimPathTest {
    private static final Map<String, Claim> CLAIMS = VerifiedTokens.claims(
            "{\"iss\":\"i\",\"a\":{\"b\":{\"c\":\"deep\"},\"b-c\":\"dashed\"},\"l\":[\"p\",{\"n\":\"listed\"}],\"é_1\":\"x\"}");

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\0',
            value = {
                "$.iss, i",
                "iss, i",
                "a.b.c, deep",
                "$.a.b.c, deep",
                "$[\"a\"][\"b\"].c, deep",
                "$.a[\"b-c\"], dashed",
                "$.l[0], p",
                "$.l[1].n, listed",
                "$.é_1, x"
            })
    void leadsToAClaim(String path, String value) {
        assertThat(ClaimPath.compile(path).find(CLAIMS)).contains(new Claim.Text(value));
    }

    @Test
    void leadsToAllClaimsWithoutAStep() {
        assertThat(ClaimPath.compile("$").find(CLAIMS)).contains(new Claim.Members(CLAIMS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"$.ISS", "$.x", "$.iss.x", "$.a[0]", "$.l.x", "$.l[2]", "$.l[999999999]", "$[\"\"]"})
    void leadsNowhereWhereNothingIs(String path) {
        assertThat(ClaimPath.compile(path).find(CLAIMS)).isEmpty();
        assertThat(ClaimPath.compile(path).problem()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "$.",
                "$iss",
                "$['iss']",
                "$.a-b",
                "$.l[-1]",
                "$.l[*]",
                "$..iss",
                "$.*",
                "$.l[?(@.n)]",
                "$.iss ",
                "$.1",
                "$[\"a\\\"b\"]",
                "$.l[9999999999]",
                "no path"
            })
    void leadsNowhereIfItIsNotSupported(String path) {
        assertThat(ClaimPath.compile(path).find(CLAIMS)).isEmpty();
        assertThat(ClaimPath.compile(path).problem()).isPresent();
    }
}
