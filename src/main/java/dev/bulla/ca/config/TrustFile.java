/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Reads the original's issuer configuration, as one file or as a folder of files that are read as if they were one.
 *
 * <p>Nothing overrides anything: what two files say differently is an error that names both places.
 */
public final class TrustFile {
    private final Problems problems;

    private TrustFile(Problems problems) {
        this.problems = problems;
    }

    /** What the file or the folder says. Whatever is wrong with it is added to the problems, and the rest is still read. */
    public static TrustSettings read(Path path, Problems problems) {
        var documents = TrustFolder.files(path, problems).stream()
                .flatMap(file -> TrustDocument.read(file, problems).stream())
                .toList();
        return new TrustFile(problems).merge(documents);
    }

    private TrustSettings merge(List<TrustDocument> documents) {
        var providers = providers(documents);
        var issuers = issuers(documents, document -> document.issuers(providers));
        var metaIssuers = issuers(documents, document -> document.metaIssuers(providers));
        documents.forEach(TrustDocument::onlyKnown);
        return new TrustSettings(issuers, metaIssuers, providers);
    }

    private Map<String, ProviderSettings> providers(List<TrustDocument> documents) {
        var providers = new LinkedHashMap<String, ProviderSettings>();
        for (var document : documents) {
            for (var provider : document.providers()) {
                var earlier = providers.putIfAbsent(provider.name(), provider);
                if (earlier != null && !earlier.saysTheSameAs(provider)) {
                    problems.add(
                            provider.place(),
                            "the CI provider " + provider.name() + " is defined differently at " + earlier.place());
                }
            }
        }
        return providers;
    }

    private List<IssuerSettings> issuers(
            List<TrustDocument> documents, Function<TrustDocument, List<IssuerSettings>> inDocument) {
        var issuers = new LinkedHashMap<String, IssuerSettings>();
        for (var document : documents) {
            for (var issuer : inDocument.apply(document)) {
                var earlier = issuers.putIfAbsent(issuer.url(), issuer);
                if (earlier != null) {
                    problems.add(issuer.place(), issuer.url() + " is configured already, at " + earlier.place());
                }
            }
        }
        return new ArrayList<>(issuers.values());
    }
}
