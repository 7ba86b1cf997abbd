/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;

/**
 * An issuer configuration written down as it was understood, each entry below the place it stands at. Read again, it means
 * the same, but for passwords, which are not shown.
 */
public final class TrustText {
    private TrustText() {}

    public static String of(TrustSettings trust) {
        var out = new YamlText();
        issuers("oidc-issuers", trust.issuers(), out);
        issuers("meta-issuers", trust.metaIssuers(), out);
        providers(trust.providers().values(), out);
        return out.isEmpty() ? "oidc-issuers: {}\n" : out.toString();
    }

    private static void issuers(String section, List<IssuerSettings> issuers, YamlText out) {
        if (issuers.isEmpty()) {
            return;
        }
        var list = out.below(section);
        issuers.forEach(issuer -> IssuerText.write(issuer, entry(issuer.place(), issuer.url(), list)));
    }

    private static void providers(Collection<ProviderSettings> providers, YamlText out) {
        if (providers.isEmpty()) {
            return;
        }
        var list = out.below("ci-issuer-metadata");
        providers.stream().sorted(Comparator.comparing(ProviderSettings::name)).forEach(provider -> {
            var templates = new HashMap<String, String>();
            provider.extensions().forEach((key, template) -> templates.put(key, template.text()));
            entry(provider.place(), provider.name(), list)
                    .texts("default-template-values", provider.defaults())
                    .texts("extension-templates", templates)
                    .text(
                            "subject-alternative-name-template",
                            provider.subjectName().text());
        });
    }

    private static YamlText entry(Place place, String key, YamlText list) {
        return list.comment(place.text()).belowText(key);
    }
}
