/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An issuer configuration written down as it was understood, each entry below the place it stands at. Read again, it means
 * the same.
 */
public final class TrustText {
    private final StringBuilder text = new StringBuilder();

    private TrustText() {}

    public static String of(TrustSettings trust) {
        var out = new TrustText();
        out.issuers("oidc-issuers", trust.issuers());
        out.issuers("meta-issuers", trust.metaIssuers());
        out.providers(trust.providers().values());
        return out.text.isEmpty() ? "oidc-issuers: {}\n" : out.text.toString();
    }

    private void issuers(String section, List<IssuerSettings> issuers) {
        if (!issuers.isEmpty()) {
            text.append(section).append(":\n");
        }
        issuers.forEach(issuer -> {
            entry(issuer.place(), issuer.url());
            fields(issuer);
        });
    }

    private void fields(IssuerSettings issuer) {
        given("issuer-url", issuer.url());
        given("client-id", issuer.audience());
        given(
                "type",
                issuer.type() == IssuerType.OTHER
                        ? issuer.typeWord()
                        : issuer.type().word());
        given("ci-provider", issuer.ciProvider());
        given("issuer-claim", issuer.issuerClaim().orElse(""));
        given("subject-domain", issuer.subjectDomain());
        given("spiffe-trust-domain", issuer.spiffeTrustDomain());
        given("challenge-claim", issuer.challengeClaim());
        given("ca-cert", issuer.caCertificates().orElse(""));
        given("skip-email-verification", issuer.skipEmailVerification());
        given("allow-plain-http", issuer.allowPlainHttp());
    }

    private void providers(Collection<ProviderSettings> providers) {
        if (!providers.isEmpty()) {
            text.append("ci-issuer-metadata:\n");
        }
        providers.stream().sorted(Comparator.comparing(ProviderSettings::name)).forEach(provider -> {
            entry(provider.place(), provider.name());
            texts("default-template-values", provider.defaults());
            var templates = new TreeMap<String, String>();
            provider.extensions().forEach((key, template) -> templates.put(key, template.text()));
            texts("extension-templates", templates);
            given("subject-alternative-name-template", provider.subjectName().text());
        });
    }

    private void entry(Place place, String key) {
        text.append("  # ").append(place).append("\n  ").append(quoted(key)).append(":\n");
    }

    private void given(String key, String value) {
        if (!value.isEmpty()) {
            text.append("    ").append(key).append(": ").append(quoted(value)).append('\n');
        }
    }

    private void given(String key, boolean value) {
        if (value) {
            text.append("    ").append(key).append(": true\n");
        }
    }

    private void texts(String key, Map<String, String> values) {
        if (!values.isEmpty()) {
            text.append("    ").append(key).append(":\n");
        }
        new TreeMap<>(values)
                .forEach((name, value) -> text.append("      ")
                        .append(quoted(name))
                        .append(": ")
                        .append(quoted(value))
                        .append('\n'));
    }

    /** A text that no reader of YAML takes for a number, a date or a comment, nor a terminal for a command. */
    private static String quoted(String value) {
        var quoted = new StringBuilder("\"");
        value.codePoints().forEach(c -> {
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                default -> {
                    if (c < ' ' || (c > '~' && !Character.isLetterOrDigit(c))) {
                        quoted.append("\\U%08x".formatted(c));
                    } else {
                        quoted.appendCodePoint(c);
                    }
                }
            }
        });
        return quoted.append('"').toString();
    }
}
