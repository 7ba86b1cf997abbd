/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bulla.ca.token.VerifiedTokens;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    /** What Go's parser refuses, and the parts of its language that are not here. */
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
                "{{if eq . \"\"}}foo{{else}}bar{{end}}",
                "{{if eq .url \"a\"}}",
                "{{ nil }}",
                "{{ template \"zz\" }}",
                "{{ len .url }}",
                "{{ slice .url 0 5 }}",
                "{{ .url | printf \"%s\" }}",
                "{{ print 1 2 }}",
                "{{ html .html_claim }}",
                "{{ js .html_claim }}",
                "{{ urlquery .html_claim }}",
                "{{ or .url \"z\" }}",
                "{{ eq .url \"a\" }}",
                "{{ index .url 0 }}",
                "{{ 'a' }}",
                "{{ 1.5e3 }}",
                "{{ range 3 }}x{{end}}",
                "{{ define \"t\" }}T{{end}}",
                "{{ with .url }}x{{ end }}",
                "{{ if .url }}a{{ end }}",
                "{{ if eq .url \"a\" \"b\" }}c{{ end }}",
                "{{ index . \"a\" \"b\" }}",
                "{{ .a.b }}",
                "{{ . }}",
                "{{ /* blank */ }}",
                "{{/* open }}",
                "{{ call .url }}",
                "{{ $x := .url }}",
                "{{ \"\\x41\" }}"
            })
    void findsAtStartWhatItCannotDo(String template) {
        assertThatThrownBy(() -> ClaimTemplate.compile(template)).isInstanceOf(InvalidTemplateException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "'{{ foo }}', 1, 4",
        "'ab{{ .x | y }}', 1, 9",
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

    @Test
    void refusesNestingThatWouldEndTheStack() {
        var deep = "{{" + "(".repeat(100_000) + ".x" + ")".repeat(100_000) + "}}";
        var choices = "{{if eq .x .x}}".repeat(100_000) + "{{end}}".repeat(100_000);

        assertThatThrownBy(() -> ClaimTemplate.compile(deep)).hasMessageContaining("nested too deeply");
        assertThatThrownBy(() -> ClaimTemplate.compile(choices)).hasMessageContaining("nested too deeply");
    }

    private static String fill(String template) {
        var claims = VerifiedTokens.claims(CLAIMS);
        return ClaimTemplate.compile(template).fill(new TemplateValues("F", "https://iss", claims, DEFAULTS));
    }
}
