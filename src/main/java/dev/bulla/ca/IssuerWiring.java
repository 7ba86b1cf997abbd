/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca;

import dev.bulla.ca.api.IssuerListing;
import dev.bulla.ca.config.AccessSettings;
import dev.bulla.ca.config.IssuerSettings;
import dev.bulla.ca.config.IssuerType;
import dev.bulla.ca.config.Problems;
import dev.bulla.ca.config.ProviderSettings;
import dev.bulla.ca.config.TrustSettings;
import dev.bulla.ca.identity.CiProviderRule;
import dev.bulla.ca.identity.ClaimPath;
import dev.bulla.ca.identity.EmailRule;
import dev.bulla.ca.identity.IdentityRule;
import dev.bulla.ca.identity.InvalidTemplatesException;
import dev.bulla.ca.identity.ProviderTemplates;
import dev.bulla.ca.quota.Quotas;
import dev.bulla.ca.quota.Rate;
import dev.bulla.ca.replay.ReplayGuard;
import dev.bulla.ca.token.IssuerKeys;
import dev.bulla.ca.token.TokenVerifier;
import dev.bulla.ca.trust.Terms;
import dev.bulla.ca.trust.TrustedIssuer;
import dev.bulla.ca.trust.TrustedIssuers;
import dev.bulla.ca.x509.Extension;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Issuer settings to trusted issuers. Templates are compiled here, so that a wrong one is found at start. */
final class IssuerWiring {
    private final TrustSettings trust;
    private final Problems problems;
    private final Map<String, ProviderTemplates> templates = new HashMap<>();
    private final RuleWiring rules;

    IssuerWiring(TrustSettings trust, Problems problems) {
        this.trust = trust;
        this.problems = problems;
        trust.providers().forEach((name, provider) -> compile(provider).ifPresent(t -> templates.put(name, t)));
        trust.issuers().forEach(this::warnOfDeadPath);
        rules = new RuleWiring(
                Stream.concat(trust.issuers().stream(), trust.metaIssuers().stream())
                        .toList(),
                problems);
    }

    private Optional<ProviderTemplates> compile(ProviderSettings provider) {
        var byExtension = new EnumMap<Extension, String>(Extension.class);
        provider.extensions()
                .forEach((key, located) -> named(key)
                        .ifPresentOrElse(
                                extension -> byExtension.put(extension, located.text()),
                                () -> problems.add(located.place(), "\"" + key + "\" is not an extension")));
        try {
            return Optional.of(ProviderTemplates.compile(
                    provider.defaults(), byExtension, provider.subjectName().text()));
        } catch (InvalidTemplatesException e) {
            e.problems()
                    .forEach(problem -> problems.add(
                            problem.extension()
                                    .flatMap(x -> written(provider, x))
                                    .orElse(provider.subjectName())
                                    .place(),
                            "template: " + problem.fault().problem()));
            return Optional.empty();
        }
    }

    private static Optional<Extension> named(String key) {
        return Arrays.stream(Extension.values())
                .filter(e -> !e.yamlKey().isEmpty())
                .filter(e -> e.yamlKey().equals(key) || e.jsonKey().equalsIgnoreCase(key))
                .findFirst();
    }

    private static Optional<ProviderSettings.Located> written(ProviderSettings provider, Extension extension) {
        return provider.extensions().entrySet().stream()
                .filter(entry -> named(entry.getKey()).filter(extension::equals).isPresent())
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private void warnOfDeadPath(IssuerSettings issuer) {
        issuer.issuerClaim()
                .flatMap(path -> ClaimPath.compile(path).problem())
                .ifPresent(problem -> problems.warn(
                        issuer.place(), "the issuer-claim of " + issuer.url() + " leads nowhere: " + problem));
    }

    /** The issuers whose tokens we take. What cannot be served yet is named in one warning and left out. */
    TrustedIssuers trusted(
            Function<IssuerSettings, IssuerKeys> keys,
            Function<IssuerSettings, ReplayGuard> guards,
            InstantSource clock) {
        var trusted = new ArrayList<TrustedIssuer>();
        for (var issuer : trust.issuers()) {
            rule(issuer)
                    .flatMap(rule -> verifier(issuer, keys, clock)
                            .map(verifier -> new TrustedIssuer(
                                    issuer.url(),
                                    issuer.type().word(),
                                    verifier,
                                    rule,
                                    terms(issuer, guards.apply(issuer), clock))))
                    .ifPresent(trusted::add);
        }
        problems.throwIfAny();
        return new TrustedIssuers(trusted);
    }

    private Terms terms(IssuerSettings issuer, ReplayGuard guard, InstantSource clock) {
        var access = issuer.access();
        var limits = new Quotas.Limits(
                access.quota().map(IssuerWiring::rate),
                access.perIdentity().map(IssuerWiring::rate),
                access.identities());
        return new Terms(rules.of(issuer), new Quotas(limits, clock), guard);
    }

    private static Rate rate(AccessSettings.Rate rate) {
        return new Rate(rate.requests(), rate.period());
    }

    private Optional<TokenVerifier> verifier(
            IssuerSettings issuer, Function<IssuerSettings, IssuerKeys> keys, InstantSource clock) {
        try {
            return Optional.of(new TokenVerifier(issuer.url(), issuer.audience(), keys.apply(issuer), clock));
        } catch (IllegalArgumentException e) {
            problems.add(issuer.place(), issuer.url() + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<IdentityRule> rule(IssuerSettings issuer) {
        return switch (issuer.type()) {
            case EMAIL ->
                Optional.of(
                        new EmailRule(issuer.issuerClaim().map(ClaimPath::compile), issuer.skipEmailVerification()));
            case CI_PROVIDER ->
                Optional.ofNullable(templates.get(issuer.ciProvider())).map(CiProviderRule::new);
            case SPIFFE,
                    URI,
                    USERNAME,
                    KUBERNETES,
                    CHAINGUARD_IDENTITY,
                    GITHUB_WORKFLOW,
                    GITLAB_PIPELINE,
                    BUILDKITE_JOB,
                    CODEFRESH_WORKFLOW,
                    OTHER -> Optional.empty();
        };
    }

    /** Issuers that are configured and whose tokens will be refused, with the reason in their type. */
    List<String> notServed() {
        var types = trust.issuers().stream()
                .filter(issuer -> rule(issuer).isEmpty())
                .map(issuer -> issuer.url() + " (" + issuer.typeWord() + ")");
        var patterns = trust.metaIssuers().stream().map(issuer -> issuer.url() + " (meta issuer)");
        return Stream.concat(types, patterns).toList();
    }

    /** What the configuration answer tells, served or not. */
    List<IssuerListing> listings() {
        return Stream.concat(
                        trust.issuers().stream().map(issuer -> listing(issuer, false)),
                        trust.metaIssuers().stream().map(issuer -> listing(issuer, true)))
                .toList();
    }

    private static IssuerListing listing(IssuerSettings issuer, boolean wildcard) {
        return new IssuerListing(
                issuer.url(),
                wildcard,
                issuer.audience(),
                issuer.challengeClaim(),
                issuer.spiffeTrustDomain(),
                issuer.type() == IssuerType.OTHER
                        ? issuer.typeWord()
                        : issuer.type().word(),
                issuer.subjectDomain(),
                issuer.skipEmailVerification());
    }
}
