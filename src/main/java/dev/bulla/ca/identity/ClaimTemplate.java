/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.identity;

import dev.bulla.ca.identity.TemplateNode.Claim;
import java.util.List;

/**
 * How one field of a certificate is made of claims. Compiled at start, where anything malformed or unsupported is found, so
 * that issuing can only fail for what a token lacks.
 *
 * <p>With braces it is a template: fields, {@code index}, {@code if eq} with {@code else}, comments and trim markers.
 * Without braces all of it is the name of one claim.
 */
public final class ClaimTemplate {
    private final List<TemplateNode> nodes;

    private ClaimTemplate(List<TemplateNode> nodes) {
        this.nodes = List.copyOf(nodes);
    }

    /** Throws {@link InvalidTemplateException} with the place of the trouble. */
    public static ClaimTemplate compile(String template) {
        if (template.isBlank()) {
            throw new InvalidTemplateException("the template is blank", template, 0);
        }
        return new ClaimTemplate(
                template.contains("{{") ? TemplateParser.parse(template) : List.of(new Claim(template)));
    }

    String fill(TemplateValues values) {
        var out = new StringBuilder();
        TemplateNode.writeAll(nodes, values, out);
        return out.toString();
    }
}
