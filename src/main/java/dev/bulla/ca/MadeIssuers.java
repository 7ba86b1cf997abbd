/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca;

import dev.bulla.ca.config.IssuerSettings;
import dev.bulla.ca.config.ProviderSettings;
import dev.bulla.ca.quota.Quotas;
import dev.bulla.ca.trust.IssuerFamily;
import dev.bulla.ca.trust.TrustedIssuer;
import dev.bulla.ca.trust.TrustedIssuers;
import java.util.HashMap;
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
 * their keys are known and could perhaps not be fetched again, and because what was counted stays counted.
 */
final class MadeIssuers {
    private final Map<Recipe, TrustedIssuer> issuers = new LinkedHashMap<>();
    private final Map<Recipe, IssuerFamily> families = new LinkedHashMap<>();
    private final Map<KeySource.Recipe, KeySource> sources = new LinkedHashMap<>();
    private final Map<Counting, Quotas> quotas = new HashMap<>();

    /** What decides how an issuer is made, wherever it stands. */
    record Recipe(IssuerSettings settings, Optional<ProviderSettings> provider) {

        static Recipe of(IssuerSettings settings, Optional<ProviderSettings> provider) {
            return new Recipe(settings.withoutPlace(), provider.map(ProviderSettings::withoutPlace));
        }
    }

    /** Whose requests are counted, and against what. */
    record Counting(String url, boolean pattern, Quotas.Limits limits) {}

    void issuer(Recipe recipe, MadeIssuers before, Supplier<TrustedIssuer> make) {
        issuers.put(recipe, known(before.issuers, recipe, make));
    }

    void family(Recipe recipe, MadeIssuers before, Supplier<IssuerFamily> make) {
        families.put(recipe, known(before.families, recipe, make));
    }

    /** Keys stay known where only the terms changed on which certificates are issued. */
    KeySource source(KeySource.Recipe recipe, MadeIssuers before, Supplier<KeySource> make) {
        return sources.computeIfAbsent(recipe, _ -> known(before.sources, recipe, make));
    }

    /** Nobody gets a full bucket by a change elsewhere. */
    Quotas quotas(Counting counting, MadeIssuers before, Supplier<Quotas> make) {
        return quotas.computeIfAbsent(counting, _ -> known(before.quotas, counting, make));
    }

    private static <K, V> V known(Map<K, V> before, K recipe, Supplier<V> make) {
        var known = before.get(recipe);
        return known == null ? make.get() : known;
    }

    /** Where keys come from, by the URL or pattern in the configuration. */
    Map<String, KeySource> sources() {
        var byUrl = new HashMap<String, KeySource>();
        sources.forEach((recipe, source) -> byUrl.put(recipe.url(), source));
        return byUrl;
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
