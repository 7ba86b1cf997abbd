/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca;

import dev.bulla.ca.config.AccessSettings;
import dev.bulla.ca.config.IssuerSettings;
import dev.bulla.ca.config.ProviderSettings;
import dev.bulla.ca.identity.IdentityRule;
import dev.bulla.ca.quota.Quotas;
import dev.bulla.ca.quota.Rate;
import dev.bulla.ca.rules.RuleSet;
import dev.bulla.ca.token.TokenVerifier;
import dev.bulla.ca.trust.IssuerFamily;
import dev.bulla.ca.trust.IssuerPattern;
import dev.bulla.ca.trust.Terms;
import dev.bulla.ca.trust.TrustedIssuer;
import java.util.Optional;

/** Makes the issuers of one configuration, with whatever is known of those that the one before had as well. */
final class IssuerMaking {
    private final IssuerMaterials materials;
    private final MadeIssuers before;
    private final MadeIssuers made = new MadeIssuers();

    /**
     * An issuer or a pattern, with all that was compiled for it.
     *
     * @param provider whose templates the rule was made of
     * @param rule     how its tokens name their users
     * @param rules    which of them may have certificates
     */
    record Entry(IssuerSettings settings, Optional<ProviderSettings> provider, IdentityRule rule, RuleSet rules) {

        private MadeIssuers.Recipe recipe() {
            return MadeIssuers.Recipe.of(settings, provider);
        }
    }

    IssuerMaking(IssuerMaterials materials, MadeIssuers before) {
        this.materials = materials;
        this.before = before;
    }

    void issuer(Entry entry) {
        var issuer = entry.settings();
        var recipe = KeySource.Recipe.of(issuer, false);
        var keys = made.source(recipe, before, () -> materials.keys().ofIssuer(issuer));
        var terms = terms(entry, false);
        made.issuer(entry.recipe(), before, () -> issuer(issuer, entry, terms, keys));
    }

    void family(Entry entry) {
        var pattern = entry.settings();
        var recipe = KeySource.Recipe.of(pattern, true);
        var keys = made.source(recipe, before, () -> materials.keys().ofPattern(pattern));
        var terms = terms(entry, true);
        made.family(
                entry.recipe(),
                before,
                () -> new IssuerFamily(
                        new IssuerPattern(pattern.url()), url -> issuer(pattern.member(url), entry, terms, keys)));
    }

    private TrustedIssuer issuer(IssuerSettings issuer, Entry entry, Terms terms, KeySource source) {
        var keys = source.keys().apply(issuer);
        var verifier = new TokenVerifier(issuer.url(), issuer.audience(), keys, materials.clock());
        var configured = new TrustedIssuer.Entry(
                entry.settings().url(), entry.settings().type().word());
        return new TrustedIssuer(issuer.url(), configured, verifier, entry.rule(), terms);
    }

    private Terms terms(Entry entry, boolean pattern) {
        var url = entry.settings().url();
        var limits = limits(entry.settings().access());
        var counting = new MadeIssuers.Counting(url, pattern, limits);
        var quotas = made.quotas(counting, before, () -> new Quotas(limits, materials.clock()));
        return new Terms(entry.rules(), quotas, materials.guards().apply(entry.settings()));
    }

    private static Quotas.Limits limits(AccessSettings access) {
        return new Quotas.Limits(
                access.quota().map(IssuerMaking::rate),
                access.perIdentity().map(IssuerMaking::rate),
                access.identities());
    }

    private static Rate rate(AccessSettings.Rate rate) {
        return new Rate(rate.requests(), rate.period());
    }

    MadeIssuers made() {
        return made;
    }
}
