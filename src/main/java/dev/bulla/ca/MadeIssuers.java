/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca;

import dev.bulla.ca.config.IssuerSettings;
import dev.bulla.ca.config.ProviderSettings;
import dev.bulla.ca.trust.IssuerFamily;
import dev.bulla.ca.trust.TrustedIssuer;
import dev.bulla.ca.trust.TrustedIssuers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Issuers as they were made of a configuration. A later configuration takes over those of which it says the same, because
 * their keys are known and could perhaps not be fetched again.
 */
final class MadeIssuers {
    private final Map<Recipe, TrustedIssuer> issuers = new LinkedHashMap<>();
    private final Map<Recipe, IssuerFamily> families = new LinkedHashMap<>();

    /** What decides how an issuer is made, wherever it stands. */
    record Recipe(IssuerSettings settings, Optional<ProviderSettings> provider) {

        static Recipe of(IssuerSettings settings, Optional<ProviderSettings> provider) {
            return new Recipe(settings.withoutPlace(), provider.map(ProviderSettings::withoutPlace));
        }
    }

    void issuer(Recipe recipe, MadeIssuers before, Supplier<TrustedIssuer> make) {
        var known = before.issuers.get(recipe);
        issuers.put(recipe, known == null ? make.get() : known);
    }

    void family(Recipe recipe, MadeIssuers before, Supplier<IssuerFamily> make) {
        var known = before.families.get(recipe);
        families.put(recipe, known == null ? make.get() : known);
    }

    TrustedIssuers trusted() {
        return new TrustedIssuers(issuers.values(), families.values());
    }

    /** What is different from the configuration before, in words. */
    String changesSince(MadeIssuers before) {
        var now = recipes();
        var then = before.recipes();
        var changed = now.keySet().stream()
                .filter(url -> then.containsKey(url) && !Objects.equals(now.get(url), then.get(url)))
                .toList();
        return Stream.of(words("new", without(now, then)), words("changed", changed), words("gone", without(then, now)))
                .flatMap(Optional::stream)
                .reduce((one, other) -> one + "; " + other)
                .orElse("nothing that counts is different");
    }

    private Map<String, Recipe> recipes() {
        return Stream.concat(issuers.keySet().stream(), families.keySet().stream())
                .collect(Collectors.toMap(
                        recipe -> recipe.settings().url(), Function.identity(), (a, _) -> a, TreeMap::new));
    }

    private static List<String> without(Map<String, Recipe> these, Map<String, Recipe> those) {
        return these.keySet().stream().filter(url -> !those.containsKey(url)).toList();
    }

    private static Optional<String> words(String what, List<String> urls) {
        return urls.isEmpty() ? Optional.empty() : Optional.of(what + ": " + String.join(", ", urls));
    }

    /** How many issuers and patterns there are, in words. */
    @Override
    public String toString() {
        return "%d by URL, %d by pattern".formatted(issuers.size(), families.size());
    }
}
