/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca;

import dev.bulla.ca.api.IssuerListing;
import dev.bulla.ca.config.IssuerSettings;
import dev.bulla.ca.config.IssuerType;
import dev.bulla.ca.config.Problems;
import dev.bulla.ca.config.ProviderSettings;
import dev.bulla.ca.config.TrustSettings;
import dev.bulla.ca.identity.BuildkiteJobRule;
import dev.bulla.ca.identity.ChainguardRule;
import dev.bulla.ca.identity.CiProviderRule;
import dev.bulla.ca.identity.ClaimPath;
import dev.bulla.ca.identity.CodefreshWorkflowRule;
import dev.bulla.ca.identity.EmailRule;
import dev.bulla.ca.identity.GithubWorkflowRule;
import dev.bulla.ca.identity.GitlabPipelineRule;
import dev.bulla.ca.identity.IdentityRule;
import dev.bulla.ca.identity.InvalidTemplatesException;
import dev.bulla.ca.identity.KubernetesRule;
import dev.bulla.ca.identity.ProviderTemplates;
import dev.bulla.ca.identity.SpiffeRule;
import dev.bulla.ca.identity.UriRule;
import dev.bulla.ca.identity.UsernameRule;
import dev.bulla.ca.trust.IssuerPattern;
import dev.bulla.ca.x509.Extension;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
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
        trust.metaIssuers().forEach(this::warnOfDeadPath);
        trust.metaIssuers().forEach(this::warnOfAnyHost);
        refuseRivals();
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

    private void warnOfAnyHost(IssuerSettings family) {
        if (new IssuerPattern(family.url()).hasStarInHost()) {
            problems.warn(
                    family.place(),
                    family.url() + " has a * in its host, so every host that fits is trusted, whoever controls it;"
                            + " config/README.md says more");
        }
    }

    /**
     * The issuers whose tokens we take.
     *
     * @param before those of the configuration before
     */
    MadeIssuers made(IssuerMaterials materials, MadeIssuers before) {
        var making = new IssuerMaking(materials, before);
        trust.issuers().forEach(issuer -> make(issuer, making::issuer));
        trust.metaIssuers().forEach(pattern -> make(pattern, making::family));
        problems.throwIfAny();
        return making.made();
    }

    private void make(IssuerSettings settings, Consumer<IssuerMaking.Entry> making) {
        var provider = Optional.ofNullable(trust.providers().get(settings.ciProvider()));
        try {
            rule(settings)
                    .map(rule -> new IssuerMaking.Entry(settings, provider, rule, rules.of(settings)))
                    .ifPresent(making);
        } catch (IllegalArgumentException e) {
            problems.add(settings.place(), settings.url() + ": " + e.getMessage());
        }
    }

    /** One of two patterns has to say more about how an issuer begins, or else chance would decide between them. */
    private void refuseRivals() {
        var patterns = trust.metaIssuers();
        for (var i = 1; i < patterns.size(); i++) {
            var later = patterns.get(i);
            var pattern = new IssuerPattern(later.url());
            patterns.subList(0, i).stream()
                    .filter(earlier -> pattern.rivals(new IssuerPattern(earlier.url())))
                    .forEach(earlier -> problems.add(
                            later.place(),
                            "the pattern " + later.url() + " and the pattern " + earlier.url() + " at "
                                    + earlier.place() + " match the same issuers, and neither begins with more"
                                    + " literal text; make them differ there"));
        }
    }

    private Optional<IdentityRule> rule(IssuerSettings issuer) {
        return switch (issuer.type()) {
            case EMAIL ->
                Optional.of(
                        new EmailRule(issuer.issuerClaim().map(ClaimPath::compile), issuer.skipEmailVerification()));
            case CI_PROVIDER ->
                Optional.ofNullable(templates.get(issuer.ciProvider())).map(CiProviderRule::new);
            case SPIFFE -> Optional.of(new SpiffeRule(issuer.spiffeTrustDomain()));
            case URI -> uri(issuer);
            case USERNAME -> Optional.of(new UsernameRule(issuer.subjectDomain()));
            case KUBERNETES -> Optional.of(new KubernetesRule());
            case CHAINGUARD_IDENTITY -> Optional.of(new ChainguardRule());
            case GITHUB_WORKFLOW -> Optional.of(new GithubWorkflowRule());
            case GITLAB_PIPELINE -> Optional.of(new GitlabPipelineRule());
            case BUILDKITE_JOB -> Optional.of(new BuildkiteJobRule());
            case CODEFRESH_WORKFLOW -> Optional.of(new CodefreshWorkflowRule());
            case OTHER -> Optional.empty();
        };
    }

    private Optional<IdentityRule> uri(IssuerSettings issuer) {
        try {
            return Optional.of(new UriRule(issuer.subjectDomain()));
        } catch (IllegalArgumentException e) {
            problems.add(issuer.place(), "subject-domain: " + e.getMessage());
            return Optional.empty();
        }
    }

    /** Issuers of a type that nobody knows: they are listed, as the original lists them, and none of their tokens counts. */
    List<String> notServed() {
        return Stream.concat(trust.issuers().stream(), trust.metaIssuers().stream())
                .filter(issuer -> issuer.type() == IssuerType.OTHER)
                .map(issuer -> issuer.url() + " (" + issuer.typeWord() + ")")
                .toList();
    }

    /** What the configuration answer tells. */
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
