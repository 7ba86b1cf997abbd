/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.identity;

import dev.bulla.ca.identity.InvalidTemplatesException.Problem;
import dev.bulla.ca.template.InvalidTemplateException;
import dev.bulla.ca.token.VerifiedToken;
import dev.bulla.ca.x509.Extension;
import dev.bulla.ca.x509.SubjectName;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What certificates of one CI provider say: a template for the name and one for each extension, and values for claims that
 * a token lacks.
 */
public final class ProviderTemplates {
    private final Map<String, String> defaults;
    private final ClaimTemplate subjectName;
    private final Map<Extension, ClaimTemplate> extensions;

    private ProviderTemplates(
            Map<String, String> defaults, ClaimTemplate subjectName, Map<Extension, ClaimTemplate> extensions) {
        this.defaults = Map.copyOf(defaults);
        this.subjectName = subjectName;
        this.extensions = new EnumMap<>(extensions);
    }

    /**
     * Compiles an entry of {@code ci-issuer-metadata}. An empty template of an extension means that there is none. Templates
     * of what always comes from the token have to compile and are then left alone.
     *
     * @throws InvalidTemplatesException with all that is wrong
     */
    public static ProviderTemplates compile(
            Map<String, String> defaults, Map<Extension, String> extensions, String subjectName) {
        var problems = new ArrayList<Problem>();
        var name = attempt(Optional.empty(), subjectName, problems);
        var compiled = new EnumMap<Extension, ClaimTemplate>(Extension.class);
        extensions.forEach((extension, template) -> {
            if (!template.isEmpty()) {
                attempt(Optional.of(extension), template, problems).ifPresent(t -> compiled.put(extension, t));
            }
        });
        if (!problems.isEmpty()) {
            throw new InvalidTemplatesException(problems);
        }
        compiled.keySet().removeIf(Extension::isFromToken);
        return new ProviderTemplates(defaults, name.orElseThrow(), compiled);
    }

    private static Optional<ClaimTemplate> attempt(
            Optional<Extension> extension, String template, List<Problem> problems) {
        try {
            return Optional.of(ClaimTemplate.compile(template));
        } catch (InvalidTemplateException e) {
            problems.add(new Problem(extension, e));
            return Optional.empty();
        }
    }

    /**
     * Fills in all templates. The order decides which of several faults a requester reads: first whether the name is a URI,
     * then the extensions by number, and whether a certificate can hold the name at the end.
     */
    SubjectName describe(VerifiedToken token, Mapping to) {
        ClaimText.requireNumbersInRange(token.claims().values());
        var text = subjectName.fill(valuesFor(Mapping.SUBJECT_NAME, token));
        var name = Mapping.named(Mapping.SUBJECT_NAME, () -> UriText.parse(text));
        extensions.forEach(
                (extension, template) -> to.put(extension, template.fill(valuesFor(extension.jsonKey(), token))));
        return Mapping.uri(() -> name);
    }

    private TemplateValues valuesFor(String field, VerifiedToken token) {
        return new TemplateValues(field, token.issuer(), token.claims(), defaults);
    }
}
