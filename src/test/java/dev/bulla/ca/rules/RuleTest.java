/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.rules;

import static dev.bulla.ca.rules.TestRules.allow;
import static dev.bulla.ca.rules.TestRules.facts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulla.ca.rules.Result.Evaluated;
import dev.bulla.ca.rules.Result.Failed;
import dev.bulla.ca.rules.Ruling.Outcome;
import java.util.List;
import java.util.Random;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleTest {
    private static final String EVERY_TYPE = """
            {"text": "a/b", "odd": "\\u00e4\\ud83d\\ude00\\u0000", "empty": "", "int": 5, "minus": -7, "float": 2.5, "exp": 1e3,
             "id": 9007199254740993, "huge": 12345678901234567890, "yes": true, "no": false, "nil": null,
             "list": ["x", 1, null, ["y"]], "none": [], "object": {"k": "v", "deep": {"n": 1}}, "bare": {}}
            """;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "claims.text == 'a/b'",
                "claims['text'].startsWith('a/')",
                "claims.text.matches('^a/[a-z]$')",
                "claims.text.matches('b')",
                "claims.text in ['a/b', 'c/d']",
                "claims.odd.size() == 3",
                "claims.empty == ''",
                "claims.int == 5",
                "claims.int == 5.0",
                "type(claims.int) == int",
                "claims.minus < 0",
                "claims.float > 2 && claims.float < 3",
                "type(claims.exp) == double && claims.exp == 1000",
                "claims.id == 9007199254740993",
                "claims.id != 9007199254740992",
                "type(claims.huge) == double",
                "claims.yes",
                "!claims.no",
                "claims.nil == null",
                "has(claims.nil)",
                "!has(claims.missing)",
                "!has(claims.missing) || claims.missing == 'x'",
                "'x' in claims.list && 1 in claims.list",
                "claims.list[2] == null",
                "claims.list.exists(item, item == ['y'])",
                "claims.list.filter(item, item == 'x').size() == 1",
                "claims.none.size() == 0",
                "claims.object.k == 'v'",
                "claims.object.deep.n == 1",
                "claims.object == {'k': 'v', 'deep': {'n': 1}}",
                "'k' in claims.object",
                "claims.bare.size() == 0",
                "claims.size() == 16",
                "claims.text != 1",
                "issuer == 'https://issuer.example.com'",
                "subject == 'user-17'",
                "identity.endsWith('@example.com')",
            })
    void seesEachKindOfClaimAsItsOwnType(String condition) {
        assertThat(evaluate(condition, EVERY_TYPE)).isEqualTo(Evaluated.MATCHED);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            claims.missing == 'x'                                  | ATTRIBUTE_NOT_FOUND
            claims.text.deeper == 'x'                              | ATTRIBUTE_NOT_FOUND
            claims.list[9] == 'x'                                  | INDEX_OUT_OF_BOUNDS
            claims.int / 0 == 1                                    | DIVIDE_BY_ZERO
            claims.text > 1                                        | OVERLOAD_NOT_FOUND
            claims.nil.startsWith('x')                            | OVERLOAD_NOT_FOUND
            claims.int.startsWith('5')                             | OVERLOAD_NOT_FOUND
            claims.text.matches(claims.text + '(')                 | INVALID_ARGUMENT
            claims.text.matches('((a{100}){100}){10}')             | INVALID_ARGUMENT
            claims.text                                            | NOT_A_BOOL
            claims.nil                                            | NOT_A_BOOL
            claims.yes && claims.int                               | INTERNAL_ERROR
            """)
    void saysInOneWordWhyItCannotBeEvaluated(String condition, String code) {
        assertThat(evaluate(condition, EVERY_TYPE))
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.code()).isEqualTo(code));
    }

    @Test
    void cannotBeEvaluatedOverANumberThatNobodyCanHold() {
        assertThat(evaluate("true", "{\"n\": 1e999}"))
                .isEqualTo(new Failed("NUMERIC_OVERFLOW", "a claim holds a number beyond the range of doubles"));
    }

    /** As deep as a token can be: 64 levels, of which all claims together are the first. */
    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"k\":"})
    void comparesClaimsAsDeepAsATokenHoldsThem(String open) throws Exception {
        var close = open.equals("[") ? "]" : "}";
        var deep = open.repeat(63) + "%s" + close.repeat(63);
        var claims = "{\"a\": " + deep.formatted("1") + ", \"same\": " + deep.formatted("1") + ", \"other\": "
                + deep.formatted("2") + ", \"list\": [1, 2]}";
        assertThatThrownBy(() -> TestRules.facts("{\"a\": [" + deep.formatted("1") + "]}"))
                .isInstanceOf(IllegalArgumentException.class);

        var task = new FutureTask<>(() -> Stream.of(
                        "claims == claims && {'c': claims} == {'c': claims}",
                        "claims.a == claims.same",
                        "claims.a != claims.other",
                        "claims.a in [claims.other, claims.same]",
                        "claims.list.all(i, claims.a == claims.same)")
                .map(condition -> evaluate(condition, claims))
                .toList());
        Thread.ofVirtual().start(task);

        assertThat(task.get()).containsOnly(Evaluated.MATCHED);
    }

    /** Of what lies in each other an engine looks at everything to compare it, and so does whoever counts. */
    @Test
    void givesUpComparingWhatIsLargeInside() {
        var row = "[" + IntStream.range(0, 90).mapToObj(i -> "1").collect(Collectors.joining(",")) + "]";
        var table = "[[" + IntStream.range(0, 90).mapToObj(i -> row).collect(Collectors.joining(",")) + "]]";
        var many = IntStream.range(0, 999).mapToObj(i -> "1").collect(Collectors.joining(","));
        var claims = "{\"a\": " + table + ", \"b\": " + table + ", \"many\": [" + many + "]}";
        var comparisons =
                Stream.generate(() -> "claims.a == claims.b").limit(10).collect(Collectors.joining(" && "));

        assertThat(evaluate("claims.a == claims.b", claims)).isEqualTo(Evaluated.MATCHED);
        assertThat(evaluate("claims.many.all(i, " + comparisons + ")", claims))
                .isInstanceOfSatisfying(
                        Failed.class, it -> assertThat(it.code()).isEqualTo("TOO_EXPENSIVE"));
    }

    @Test
    void givesUpOnClaimsThatMakeItLookAtTooMuch() {
        var list = IntStream.range(0, 999).mapToObj(i -> "\"q\"").collect(Collectors.joining(","));
        var big = "ab".repeat(15_000);
        var claims = "{\"many\": [" + list + "], \"big\": \"" + big + "\"}";

        var searches = evaluate("claims.many.exists(item, claims.big.matches('(a?b?){20}c(.*x){5}'))", claims);
        var hidden = evaluate("claims.many.exists(item, claims.big.contains('c')) || true", claims);
        var loops = evaluate("claims.many.all(a, claims.many.all(b, a == b))", claims);

        assertThat(searches)
                .isInstanceOfSatisfying(
                        Failed.class, it -> assertThat(it.code()).isEqualTo("TOO_EXPENSIVE"));
        assertThat(hidden)
                .isInstanceOfSatisfying(
                        Failed.class, it -> assertThat(it.code()).isEqualTo("TOO_EXPENSIVE"));
        assertThat(loops)
                .isInstanceOfSatisfying(
                        Failed.class, it -> assertThat(it.code()).isIn("ITERATION_BUDGET_EXCEEDED", "TOO_EXPENSIVE"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            claims.repository ==            | line 1, column
            claims.a == 'x' && nobody == 1  | undeclared reference to 'nobody'
            "text"                          | expected type 'bool' but found 'string'
            1 + 1                           | expected type 'bool'
            issuer == 5                     | no matching overload
            subject.size() > 'x'            | no matching overload
            claims.list.map(x, x) == []     | undeclared reference to 'map'
            claims.a.matches('(')           | "(" is no regular expression
            matches(claims.a, '[')          | "[" is no regular expression
            claims.a.matches('(?=x)')       | is no regular expression
            """)
    void isRefusedAtStartWithThePlaceOfTheFault(String condition, String problem) {
        assertThat(TestRules.problemOf(condition)).contains(problem);
    }

    @Test
    void isRefusedAtStartIfItIsTooLongOrTooDeep() {
        assertThat(TestRules.problemOf("true || ".repeat(600) + "true")).contains("exceeds limit");
        assertThat(TestRules.problemOf("(".repeat(300) + "true" + ")".repeat(300)))
                .contains("limit");
    }

    /** Whatever is written and whatever is claimed: a result, soon, and no exception. */
    @ParameterizedTest
    @MethodSource("seeds")
    void neverThrowsWhateverIsWrittenAndClaimed(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < 60; i++) {
            var condition = expression(random, 4);
            assertThatCode(() -> judge(condition)).as(condition).doesNotThrowAnyException();
        }
    }

    static LongStream seeds() {
        return LongStream.range(0, 20);
    }

    private static void judge(String condition) {
        try {
            var rule = new RuleCompiler().compile(new RuleText("r", RuleText.Effect.ALLOW, condition, "", false));
            var ruling = new RuleSet(List.of(rule)).judge(facts(EVERY_TYPE)).ruling();
            assertThat(ruling.outcome()).isIn(Outcome.ALLOWED, Outcome.NOT_ALLOWED, Outcome.FAILED);
        } catch (InvalidRuleException e) {
            assertThat(e.problem()).isNotBlank();
        }
    }

    private static String expression(Random random, int depth) {
        var names = List.of(
                "claims.text",
                "claims.int",
                "claims.float",
                "claims.nil",
                "claims.list",
                "claims.object",
                "claims.none",
                "claims.missing",
                "claims.yes",
                "issuer",
                "subject",
                "identity",
                "claims",
                "1",
                "-1",
                "0u",
                "2.5",
                "'a'",
                "b'x'",
                "null",
                "true",
                "[]",
                "{}",
                "[1, 'a']",
                "{'k': 1}",
                "''",
                "duration('1s')",
                "type(1)");
        if (depth == 0 || random.nextInt(4) == 0) {
            return names.get(random.nextInt(names.size()));
        }
        var a = expression(random, depth - 1);
        var b = expression(random, depth - 1);
        var forms = List.of(
                "(%s == %s)",
                "(%s != %s)",
                "(%s && %s)",
                "(%s || %s)",
                "(%s < %s)",
                "(%s + %s)",
                "(%s - %s)",
                "(%s / %s)",
                "(%s %% %s)",
                "(%s in %s)",
                "%s[%s]",
                "%s.matches(%s)",
                "%s.startsWith(%s)",
                "%s.exists(x, x == %s)",
                "%s.all(x, %s)",
                "%s.filter(x, %s)",
                "(%s ? %s : 1)",
                "size(%s) > %s",
                "string(%s) + %s",
                "int(%s) * %s",
                "double(%s) >= %s",
                "timestamp(%s) > %s",
                "%s.contains(%s",
                "%s.exists_one(y, y > %s)");
        return forms.get(random.nextInt(forms.size())).formatted(a, b);
    }

    private static Result evaluate(String condition, String claims) {
        return new RuleSet(List.of(allow("r", condition)))
                .explain(facts(claims))
                .rules()
                .getFirst()
                .result();
    }
}
