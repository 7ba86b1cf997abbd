/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.bulla.ca.template.InvalidTemplateException;
import dev.bulla.ca.token.Claim;
import dev.bulla.ca.token.VerifiedTokens;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimTemplateTest {
    private static final String CLAIMS = """
            {"aud":"sigstore","iss":"https://token.actions.githubusercontent.com","repository":"sigstore/fulcio",
             "job_workflow_ref":"sigstore/fulcio/.github/workflows/foo.yaml@refs/heads/main",
             "run_attempt":"1","run_id":"42","ref_type":"branch","ref_gitlab":"main","ref_type_tag":"tag",
             "ref_tag":"1.0.0","html_claim":"<alert()/>","claim_foo":"bar","with.dot.and/slash":"cat"}""";

    private static final Map<String, String> DEFAULTS = Map.of(
            "url", "https://github.com", "claim_foo", "default", "default_foo", "default_bar", "empty_value", "");

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            quoteCharacter = '\0',
            value = {
                "{{ .url }}/{{ .repository }}/actions/runs/{{ .run_id }}/attempts/{{ .run_attempt }} => "
                        + "https://github.com/sigstore/fulcio/actions/runs/42/attempts/1",
                "{{ .html_claim }} => <alert()/>",
                "job_workflow_ref => sigstore/fulcio/.github/workflows/foo.yaml@refs/heads/main",
                "refs/{{if eq .ref_type \"branch\"}}heads/{{ else }}tags/{{end}}{{ .ref_gitlab }} => refs/heads/main",
                "refs/{{if eq .ref_type_tag \"branch\"}}heads/{{ else }}tags/{{end}}{{ .ref_tag }} => refs/tags/1.0.0",
                "{{ .aud }}/{{(index . \"with.dot.and/slash\")}} => sigstore/cat",
                "default_foo => default_bar",
                "claim_foo => bar",
                "{{ .empty_value }}/123 => /123",
                "a {{- .url -}} b => ahttps://github.comb"
            })
    void fillsWhatThePublishedTemplatesNeed(String template, String result) {
        assertThat(fill(template)).isEqualTo(result);
    }

    /** What the original answered over HTTP, where the rest of the language is tried against Go itself. */
    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            quoteCharacter = '\0',
            value = {
                "{{ len .url }} => 18",
                "{{ slice .url 0 5 }} => https",
                "{{ .url | printf \"%s-%s\" \"q\" }} => q-https://github.com",
                "{{ print 1 2 \"x\" }} => 1 2x",
                "{{ printf \"%q\" .url }} => \"https://github.com\"",
                "{{ html .html_claim }} => &lt;alert()/&gt;",
                "{{ js .html_claim }} => \\u003Calert()/\\u003E",
                "{{ urlquery .html_claim }} => %3Calert%28%29%2F%3E",
                "{{ or .empty_value \"z\" }} => z",
                "{{ eq .url \"a\" \"https://github.com\" }} => true",
                "{{ index .url 0 }} => 104",
                "{{ 'a' }} => 97",
                "{{ 1.5e3 }} => 1500",
                "{{ range 3 }}x{{end}} => xxx",
                "{{ define \"t\" }}T{{.}}{{end}}{{ template \"t\" .run_id }} => T42",
                "{{ with .empty_value }}x{{ else }}y{{ end }} => y",
                "{{ if .empty_value }}a{{else if .url}}b{{end}} => b"
            })
    void fillsWhatTheLanguageOffersBesides(String template, String result) {
        assertThat(fill(template)).isEqualTo(result);
    }

    @ParameterizedTest
    @ValueSource(strings = {"empty_value", "{{ .empty_value }}", "{{ index . \"absent\" }}"})
    void mayComeOutEmpty(String template) {
        assertThat(fill(template)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{{ .foo }}", "bar", "}}", "{ {x} }", "  claim_foo ", "x\n{{ .m }}", "{{if eq .m \"a\"}}{{end}}"
            })
    void needsTheClaimsThatItNames(String template) {
        assertThatThrownBy(() -> fill(template)).isInstanceOf(UnmappableException.class);
    }

    @Test
    void readsNoTemplateIntoAValue() {
        var values = new TemplateValues("F", "https://iss", Map.of(), Map.of("a", "{{ .b }}"));

        assertThat(ClaimTemplate.compile("{{ .a }}").fill(values)).isEqualTo("{{ .b }}");
    }

    /** What Go's parser refuses, and what it takes although no token could make sense of it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{{}}",
                "{{ .url",
                "{{ foo }}",
                "{{ $y }}",
                "{{else}}",
                "{{end}}",
                "{{break}}",
                "{{ \"a }}",
                "{{if eq .url \"a\"}}",
                "{{ /* blank */ }}",
                "{{/* open }}",
                "{{ nil }}",
                "{{ template \"zz\" }}",
                "{{ call .url }}",
                "{{ .a.b }}",
                "{{ .url \"a\" }}",
                "{{ printf \"%x\" .url }}",
                "{{ printf .url }}",
                "{{ not .url .url }}"
            })
    void findsAtStartWhatItCannotDo(String template) {
        assertThatThrownBy(() -> ClaimTemplate.compile(template)).isInstanceOf(InvalidTemplateException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "'{{ foo }}', 1, 4",
        "'ab{{ .x | y }}', 1, 11",
        "'a\nb {{ .x }}{{ end }}', 2, 14",
        "'a\n\n{{', 3, 1",
        "'{{ .x }} {{ \"a\n }}', 1, 13",
        "'{{if eq .x \"a\"}}b', 1, 18"
    })
    void tellsWhereTheTroubleIs(String template, int line, int column) {
        var invalid = catchThrowableOfType(InvalidTemplateException.class, () -> ClaimTemplate.compile(template));

        assertThat(invalid.line()).isEqualTo(line);
        assertThat(invalid.column()).isEqualTo(column);
        assertThat(invalid).hasMessage("line " + line + ", column " + column + ": " + invalid.problem());
    }

    @ParameterizedTest
    @CsvSource({
        "'{{ eq .url true }}', 'F: the template compares text with a boolean, which do not compare'",
        "'{{if eq . \"\"}}foo{{end}}', 'F: the template compares all claims with text, which do not compare'",
        "'{{ slice .url 0 99 }}', F: a place is beyond the end of the text",
        "'{{ (index . \"url\").x }}', F: <.x> is asked of text"
    })
    void tellsWhichFieldCannotBeFilledAndShowsNoValue(String template, String sentence) {
        assertThatThrownBy(() -> fill(template))
                .isInstanceOf(UnmappableException.class)
                .hasMessage(sentence);
    }

    /** Whoever wrote it, and whatever a token says, filling comes to an end. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ range 1000000000 }}{{ end }}",
                "{{ range 1000 }}{{ range 1000 }}{{ range 1000 }}x{{ end }}{{ end }}{{ end }}",
                "{{ define \"t\" }}{{ template \"t\" }}{{ end }}{{ template \"t\" }}",
                "{{ define \"t\" }}{{ template \"t\" }}{{ template \"t\" }}{{ end }}{{ template \"t\" }}",
                "{{ $x := .url }}{{ range 60 }}{{ $x = print $x $x }}{{ end }}{{ $x }}",
                "{{ $x := .url }}{{ range 60 }}{{ $x = printf \"%s%s\" $x $x }}{{ end }}"
            })
    void comesToAnEnd(String template) {
        var compiled = ClaimTemplate.compile(template);

        assertTimeoutPreemptively(
                Duration.ofSeconds(10),
                () -> assertThatThrownBy(() -> fill(compiled)).isInstanceOf(UnmappableException.class));
    }

    /** Pieces of the language in any order, from a fixed seed: they compile or do not, and fill or do not. */
    @Test
    void nothingThatAnOperatorWritesIsAFaultOfOurs() {
        var pieces = List.of(
                "{{",
                "}}",
                "{{-",
                "-}}",
                " ",
                "(",
                ")",
                "|",
                ",",
                ":=",
                "=",
                ".",
                "$",
                "$x",
                ".url",
                "\"a\"",
                "`b`",
                "'c'",
                "7",
                "-1.5e3",
                "0x1F",
                "nil",
                "true",
                "if",
                "else",
                "end",
                "range",
                "with",
                "define",
                "template",
                "block",
                "break",
                "eq",
                "index",
                "slice",
                "printf",
                "\"%s%d\"",
                "print",
                "/*",
                "*/",
                "\\",
                "\u0000",
                "é",
                "\n",
                "{{end}}",
                "{{range 9}}",
                "{{if .url}}");
        var random = new Random(57264);
        for (var i = 0; i < 50_000; i++) {
            var text = "{{"
                    + Stream.generate(
                                    () -> pieces.get(random.nextInt(pieces.size())) + (random.nextBoolean() ? " " : ""))
                            .limit(1 + random.nextInt(14))
                            .collect(Collectors.joining());
            try {
                assertThat(fill(text)).isNotNull();
            } catch (InvalidTemplateException | UnmappableException e) {
                assertThat(e).hasMessageNotContaining("https://github.com");
            }
        }
    }

    @Test
    void readsClaimsAndDefaultsWhereATemplateGoesOverAll() {
        var values = new TemplateValues(
                "F",
                "https://iss",
                VerifiedTokens.claims("{\"B\":1,\"a\":null,\"b\":\"claimed\",\"c\":null}"),
                Map.of("a", "default", "b", "hidden"));

        assertThat(ClaimTemplate.compile("{{ . }} {{ len . }}{{ range $k, $v := . }} {{ $k }}={{ $v }}{{ end }}")
                        .fill(values))
                .isEqualTo("map[B:1 a:default b:claimed] 3 B=1 a=default b=claimed");
    }

    @ParameterizedTest
    @CsvSource({
        "'{{(((', '(', .x, ')', '}}'",
        "'{{', 'print (', .x, ')', '}}'",
        "'', '{{if .x}}', x, '{{end}}', ''",
        "'', '{{with .x}}', x, '{{end}}', ''",
        "'', '{{range .x}}', x, '{{end}}', ''",
        "'', '{{block \"b\" .}}', x, '{{end}}', ''",
        "'{{if .x}}', '{{else if .x}}', x, '', '{{end}}'",
        "'{{with .x}}', '{{else with .x}}', x, '', '{{end}}'"
    })
    void refusesNestingThatWouldEndTheStack(String before, String open, String inside, String close, String after) {
        var deep = before + open.repeat(100_000) + inside + close.repeat(100_000) + after;

        assertThatThrownBy(() -> ClaimTemplate.compile(deep)).hasMessageContaining("nested too deeply");
    }

    @ParameterizedTest
    @MethodSource("templatesDeeperThanTheStack")
    void refusesToGoDeeperThanTheStack(String template) throws Exception {
        var compiled = ClaimTemplate.compile(template);

        assertThat(onAThreadOfTheServer(() -> catchThrowable(() -> fill(compiled))))
                .isInstanceOf(UnmappableException.class)
                .hasMessageContaining("too deep");
    }

    /** Each piece stays within what compiles. */
    static Stream<String> templatesDeeperThanTheStack() {
        var stages = " | print".repeat(99);
        var calls = "{{template \"t\"}}";
        return Stream.of(
                "{{" + "(".repeat(100) + ".url" + (stages + ")").repeat(100) + "}}",
                "{{" + "print (".repeat(100) + "print .url" + (stages + ")").repeat(100) + "}}",
                defined("{{if true}}".repeat(99) + calls + "{{end}}".repeat(99)) + calls,
                defined("{{with 1}}".repeat(99) + calls + "{{end}}".repeat(99)) + calls,
                defined("{{range 1}}".repeat(99) + calls + "{{end}}".repeat(99)) + calls,
                defined("{{if false}}" + "{{else if false}}".repeat(98) + "{{else}}" + calls + "{{end}}") + calls);
    }

    @ParameterizedTest
    @MethodSource("templatesAsDeepAsTheyMayBe")
    void hasStackForWhatItDoesNotRefuse(String template, String result) throws Exception {
        var compiled = ClaimTemplate.compile(template);

        assertThat(onAThreadOfTheServer(() -> fill(compiled))).isEqualTo(result);
    }

    static Stream<Arguments> templatesAsDeepAsTheyMayBe() {
        var call = "{{template \"t\" slice . 1}}";
        return Stream.of(
                arguments(
                        "{{" + "(".repeat(4) + ".url" + (" | print".repeat(99) + ")").repeat(4) + "}}",
                        "https://github.com"),
                arguments("{{" + "print (".repeat(100) + ".url" + ")".repeat(100) + "}}", "https://github.com"),
                arguments(
                        defined("{{if .}}x" + call + "{{end}}") + "{{template \"t\" \"" + "a".repeat(200) + "\"}}",
                        "x".repeat(200)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{range 20000}}{{$x := print $.long}}{{end}}",
                "{{range 20000}}{{$x := len $.long}}{{end}}",
                "{{range 20000}}{{$x := len (html $)}}{{end}}"
            })
    void countsLongTextsAsMuchWork(String template) {
        var claims = Map.<String, Claim>of("long", new Claim.Text("x".repeat(10_000)));

        assertThatThrownBy(() ->
                        ClaimTemplate.compile(template).fill(new TemplateValues("F", "https://iss", claims, Map.of())))
                .hasMessageContaining("does not come to an end");
    }

    private static String defined(String body) {
        return "{{define \"t\"}}" + body + "{{end}}";
    }

    /** Requests walk on virtual threads, whose stack is that of their carriers. */
    private static <T> T onAThreadOfTheServer(Callable<T> work) throws Exception {
        var task = new FutureTask<>(work);
        Thread.ofVirtual().start(task);
        return task.get();
    }

    private static String fill(String template) {
        return fill(ClaimTemplate.compile(template));
    }

    private static String fill(ClaimTemplate template) {
        return template.fill(new TemplateValues("F", "https://iss", VerifiedTokens.claims(CLAIMS), DEFAULTS));
    }
}
