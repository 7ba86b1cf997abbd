/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.identity;

import dev.bulla.ca.template.Template;
import dev.bulla.ca.template.UnfillableException;
import java.util.Optional;

/**
 * How one field of a certificate is made of claims. Compiled at start, where anything malformed or unsupported is found, so
 * that issuing can only fail for what a token says.
 *
 * <p>With braces it is a template. Without braces all of it is the name of one claim.
 */
public final class ClaimTemplate {
    private final String text;
    private final Optional<Template> template;

    private ClaimTemplate(String text, Optional<Template> template) {
        this.text = text;
        this.template = template;
    }

    /** Throws {@link dev.bulla.ca.template.InvalidTemplateException} with the place of the trouble. */
    public static ClaimTemplate compile(String text) {
        var hasBraces = text.contains("{{") || text.isBlank();
        return new ClaimTemplate(text, hasBraces ? Optional.of(Template.compile(text)) : Optional.empty());
    }

    String fill(TemplateValues values) {
        return template.map(t -> fill(t, values)).orElseGet(() -> values.requireAsField(text));
    }

    private static String fill(Template template, TemplateValues values) {
        try {
            return template.fill(values);
        } catch (UnfillableException e) {
            throw new UnmappableException(e.sentence()).in(values.field());
        }
    }
}
