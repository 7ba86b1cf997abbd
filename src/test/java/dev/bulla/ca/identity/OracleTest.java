/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ca.template.InvalidTemplateException;
import dev.bulla.ca.template.QuotedText;
import dev.bulla.ca.token.Claim;
import dev.bulla.ca.token.VerifiedTokens;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Whatever Go makes of a URI, a claim, a template or an address, we make of it too, or refuse it on purpose. */
class OracleTest {
    private static final String DOES_NOT_COMPILE = "does not compile";
    private static final String DOES_NOT_FILL = "does not fill";
    private static final Oracle ORACLE = Oracle.read();

    private static final Map<String, String> DATA = Map.ofEntries(
            Map.entry("url", "https://github.com"),
            Map.entry("ref_type", "branch"),
            Map.entry("tag_type", "tag"),
            Map.entry("ref", "main"),
            Map.entry("html", "<alert()/>"),
            Map.entry("empty", ""),
            Map.entry("_x9", "under"),
            Map.entry("é", "accent"),
            Map.entry("with.dot.and/slash", "cat"),
            Map.entry("quote\"d", "quoted"),
            Map.entry("tab\t", "tabbed"));

    @Test
    void writesUrisAsGoDoes() {
        assertThat(ORACLE.uris()).hasSizeGreaterThan(1000);
        assertThat(differences(
                        ORACLE.uris(),
                        Oracle.Uri::in,
                        uri -> written(uri.in()),
                        uri -> uri.refused() == null ? uri.out() : "refused at " + step(uri.refused())))
                .isEmpty();
    }

    private static String step(String refused) {
        return refused.equals("parse") ? "parsing" : "certifying";
    }

    private static String written(String text) {
        var step = "parsing";
        try {
            var uri = UriText.parse(text);
            step = "certifying";
            return uri.certifiable();
        } catch (UnmappableException e) {
            return "refused at " + step;
        }
    }

    @Test
    void readsClaimsAsGoDoes() {
        assertThat(ORACLE.claims()).hasSizeGreaterThan(300);
        assertThat(differences(
                        ORACLE.claims(),
                        Oracle.Json::json,
                        claim -> read(claim.json()),
                        claim -> claim.refused() ? "refused" : claim.text()))
                .isEmpty();
    }

    private static String read(String json) {
        var claims = VerifiedTokens.claims("{\"c\":" + json + "}");
        try {
            ClaimText.requireNumbersInRange(claims.values());
            return ClaimText.of(claims.getOrDefault("c", Claim.Null.NULL));
        } catch (UnmappableException e) {
            return "refused";
        }
    }

    @Test
    void fillsTemplatesAsGoDoes() {
        var templates = ORACLE.templates().stream()
                .filter(t -> !t.changed() && !t.unsupported())
                .toList();
        assertThat(templates).hasSizeGreaterThan(600);
        assertThat(differences(templates, Oracle.Template::template, OracleTest::ours, OracleTest::expected))
                .isEmpty();
    }

    /** What was damaged at random either does not compile, or Go reads it in the same way. */
    @Test
    void neverCompilesADamagedTemplateToSomethingElse() {
        var templates = ORACLE.templates().stream()
                .filter(Oracle.Template::changed)
                .filter(t -> t.refused() != null || !filled(t.template()).equals(DOES_NOT_COMPILE))
                .toList();
        assertThat(templates).hasSizeGreaterThan(150);
        assertThat(differences(templates, Oracle.Template::template, OracleTest::ours, OracleTest::expected))
                .isEmpty();
    }

    @Test
    void writesNothingForATemplateThatItDoesNotSupport() {
        var templates = ORACLE.templates().stream().filter(Oracle.Template::unsupported);

        assertThat(templates.map(t -> filled(t.template())))
                .hasSizeGreaterThan(25)
                .allMatch(text -> text.equals(DOES_NOT_COMPILE) || text.startsWith("F: "));
    }

    /** Where Go finds a mistake only when it fills the template, we may find it earlier. */
    private static String ours(Oracle.Template template) {
        var text = filled(template.template());
        var late = "run".equals(template.refused())
                && (text.equals(DOES_NOT_COMPILE) || (text.startsWith("F: ") && !text.contains(" is in neither ")));
        return late ? DOES_NOT_FILL : text;
    }

    private static String expected(Oracle.Template template) {
        if (template.refused() != null) {
            return template.refused().equals("parse") ? DOES_NOT_COMPILE : DOES_NOT_FILL;
        }
        return template.missing() == null
                ? template.out()
                : "F: <." + template.missing() + "> is in neither the claims nor the defaults";
    }

    private static String filled(String template) {
        try {
            return ClaimTemplate.compile(template)
                    .fill(new TemplateValues("F", "https://iss.example.com", Map.of(), DATA));
        } catch (InvalidTemplateException e) {
            return DOES_NOT_COMPILE;
        } catch (UnmappableException e) {
            return e.sentence();
        }
    }

    /** Except that an address with a quoted local part is none to us. */
    @Test
    void knowsAddressesAsTheOriginalDoes() {
        assertThat(ORACLE.addresses()).hasSizeGreaterThan(1000);
        assertThat(differences(
                        ORACLE.addresses(),
                        Oracle.Address::quoted,
                        address -> EmailAddress.matches(address.text()),
                        address -> address.valid() && !address.text().startsWith("\"")))
                .isEmpty();
    }

    @Test
    void quotesTextAsGoDoes() {
        assertThat(differences(
                        ORACLE.addresses(),
                        Oracle.Address::text,
                        address -> QuotedText.of(address.text()),
                        Oracle.Address::quoted))
                .isEmpty();
    }

    /** Only what differs, since the lists are too long to be read in a failure. */
    private static <T> List<String> differences(
            List<T> cases, Function<T, String> input, Function<T, Object> ours, Function<T, Object> theirs) {
        return cases.stream()
                .filter(c -> !ours.apply(c).equals(theirs.apply(c)))
                .map(c -> input.apply(c) + " gave " + ours.apply(c) + " instead of " + theirs.apply(c))
                .toList();
    }
}
