/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.identity;

import dev.bulla.ca.x509.Extension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The templates that the public instance runs with, which operators copy. */
final class PublishedTemplates {
    private static final JsonNode ALL = read();

    private PublishedTemplates() {}

    static ProviderTemplates of(String provider) {
        var entry = ALL.required(provider);
        Map<String, String> defaults = new HashMap<>();
        entry.required("default-template-values").forEachEntry((name, value) -> defaults.put(name, value.asString()));
        Map<Extension, String> extensions = new EnumMap<>(Extension.class);
        entry.required("extension-templates")
                .forEachEntry((key, template) -> extensions.put(extension(key), template.asString()));
        return ProviderTemplates.compile(
                defaults,
                extensions,
                entry.required("subject-alternative-name-template").asString());
    }

    private static Extension extension(String key) {
        return Arrays.stream(Extension.values())
                .filter(extension -> extension.yamlKey().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode read() {
        try (var file = PublishedTemplates.class.getResourceAsStream("/identity/published-templates.json")) {
            return new JsonMapper().readTree(file.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("the published templates", e);
        }
    }
}
