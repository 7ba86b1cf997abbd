/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.identity;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.bulla.ca.fault.RefusedException;
import dev.bulla.ca.testing.Seed;
import dev.bulla.ca.token.VerifiedToken;
import dev.bulla.ca.token.VerifiedTokens;
import dev.bulla.ca.x509.Extension;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;

/** Templates of any text, filled with claims of any kind. An input is a template, a line of three dashes, and a JSON object. */
class ClaimTemplateFuzzTest {
    private static final String SEPARATOR = "\n---\n";
    private static final String ISSUER = "https://issuer.example.com";
    private static final Map<String, String> DEFAULTS = Map.of("url", "https://example.com", "empty", "");
    private static final String CLAIMS = """
            {"sub":"s","ref":"refs/heads/main","n":42,"f":1.5e300,"t":true,"l":["a",1],"o":{"k":"v"},"z":null,"a/b":"ü"}""";

    private static final Map<String, String> TEMPLATES = Map.ofEntries(
            entry("a claim", "ref"),
            entry("text around claims", "{{ .url }}/{{- .ref -}}/x"),
            entry("branches", "{{if eq .t \"true\"}}a{{else if not .n}}b{{else}}c{{end}}"),
            entry("loops", "{{range $k, $v := .}}{{if eq $k \"n\"}}{{continue}}{{end}}{{$k}}={{$v}}{{else}}-{{end}}"),
            entry("numbers", "{{range 3}}{{.}}{{break}}{{end}}{{index .ref 2}}{{slice .ref 1 4}}{{len .ref}}"),
            entry("formats", "{{printf \"%s %q %v %d %%\" .ref .sub .f 7 | println true}}"),
            entry("variables", "{{with $x := .ref}}{{$x}}{{$x = `raw`}}{{$x}}{{else with .sub}}{{.}}{{end}}"),
            entry("definitions", "{{define \"d\"}}{{.}}{{end}}{{template \"d\" .sub}}{{block \"b\" .}}{{.n}}{{end}}"),
            entry(
                    "logic",
                    "{{and .t (or .n 1) (ne .f \"2.5\") (lt 1 2) (ge \"b\" \"a\")}}{{print 'x' 0x1F 1e3}}{{/* c */}}"));

    static Stream<Named<byte[]>> seeds() {
        return TEMPLATES.entrySet().stream()
                .map(seed -> Seed.longer(seed.getKey(), seed.getValue() + SEPARATOR + CLAIMS));
    }

    @Test
    void beginsWithTemplatesThatCanBeFilled() {
        var token = token(CLAIMS).orElseThrow();
        assertThat(TEMPLATES.values())
                .allSatisfy(template -> assertThat(fill(Map.of(Extension.BUILD_TRIGGER, template), "url", token))
                        .containsInstanceOf(Identity.Named.class));
    }

    @Timeout(60)
    @MethodSource("seeds")
    @DictionaryFile(resourcePath = "/fuzz/templates.dict")
    @FuzzTest
    void refusesATemplateAtStartOrATokenByItAndBreaksAtNothing(byte[] input) {
        var text = new String(input, StandardCharsets.UTF_8);
        var cut = text.indexOf(SEPARATOR);
        var template = cut < 0 ? text : text.substring(0, cut);
        token(cut < 0 ? CLAIMS : text.substring(cut + SEPARATOR.length())).ifPresent(token -> {
            var _ = fill(Map.of(Extension.BUILD_TRIGGER, template), "url", token);
            var _ = fill(Map.of(), template, token);
        });
    }

    private static Optional<Identity> fill(Map<Extension, String> extensions, String subjectName, VerifiedToken token) {
        try {
            var rule = new CiProviderRule(ProviderTemplates.compile(DEFAULTS, extensions, subjectName));
            return Optional.of(rule.identify(token));
        } catch (InvalidTemplatesException | RefusedException e) {
            return Optional.empty();
        }
    }

    private static Optional<VerifiedToken> token(String claims) {
        try {
            return Optional.of(VerifiedTokens.of(ISSUER, VerifiedTokens.claims(claims)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
