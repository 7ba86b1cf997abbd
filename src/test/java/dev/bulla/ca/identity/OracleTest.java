/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ca.token.VerifiedTokens;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whatever Go makes of a URI, a claim, a template or an address, we make of it too, or refuse it on purpose. */
class OracleTest {
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
        assertThat(ORACLE.uris())
                .hasSizeGreaterThan(1000)
                .allSatisfy(uri -> assertThat(written(uri.in()))
                        .isEqualTo(uri.refused() == null ? uri.out() : "refused at " + step(uri.refused())));
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
        assertThat(ORACLE.claims())
                .hasSizeGreaterThan(300)
                .allSatisfy(
                        claim -> assertThat(read(claim.json())).isEqualTo(claim.refused() ? "refused" : claim.text()));
    }

    private static String read(String json) {
        var claims = Map.of("c", VerifiedTokens.claim(json));
        try {
            ClaimText.requireNumbersInRange(claims.values());
            return ClaimText.of(claims.get("c"));
        } catch (UnmappableException e) {
            return "refused";
        }
    }

    @Test
    void fillsTemplatesAsGoDoes() {
        assertThat(ORACLE.templates())
                .filteredOn(template -> !template.changed())
                .hasSizeGreaterThan(150)
                .allSatisfy(template -> assertThat(filled(template.template())).isEqualTo(expected(template)));
    }

    /** What was damaged at random is either refused at start, or it is something that Go reads in the same way. */
    @Test
    void neverCompilesADamagedTemplateToSomethingElse() {
        assertThat(ORACLE.templates())
                .filteredOn(Oracle.Template::changed)
                .hasSizeGreaterThan(150)
                .allSatisfy(template ->
                        assertThat(filled(template.template())).isIn("does not compile", expected(template)));
    }

    private static String expected(Oracle.Template template) {
        if (template.refused()) {
            return "does not compile";
        }
        return template.missing() == null ? template.out() : missing(template);
    }

    private static String missing(Oracle.Template template) {
        return "F: <." + template.missing() + "> is in neither the claims nor the defaults";
    }

    private static String filled(String template) {
        try {
            return ClaimTemplate.compile(template)
                    .fill(new TemplateValues("F", "https://iss.example.com", Map.of(), DATA));
        } catch (InvalidTemplateException e) {
            return "does not compile";
        } catch (UnmappableException e) {
            return e.getMessage();
        }
    }

    /** Except that an address with a quoted local part is none to us. */
    @Test
    void knowsAddressesAsTheOriginalDoes() {
        assertThat(ORACLE.addresses())
                .hasSizeGreaterThan(1000)
                .allSatisfy(address -> assertThat(EmailAddress.matches(address.text()))
                        .isEqualTo(address.valid() && !address.text().startsWith("\"")));
    }

    @Test
    void quotesTextAsGoDoes() {
        assertThat(ORACLE.addresses())
                .allSatisfy(address -> assertThat(QuotedText.of(address.text())).isEqualTo(address.quoted()));
    }
}
