/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.trustroot;

import dev.bulla.ca.data.ServedAddresses.Services;
import dev.bulla.ca.sigstore.Authority;
import dev.bulla.ca.sigstore.ClientTrustConfig;
import dev.bulla.ca.sigstore.LogInstance;
import dev.bulla.ca.sigstore.MalformedDocumentException;
import dev.bulla.ca.sigstore.SigningConfig;
import dev.bulla.ca.sigstore.SigningConfig.Service;
import dev.bulla.ca.sigstore.TrustedRoot;
import dev.bulla.ca.sigstore.Validity;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Puts our own keys and addresses together with the documents of others. */
record Assembly(OwnTrust own, Services services) {

    ClientTrustConfig documents() throws IOException {
        var roots = new ArrayList<TrustedRoot>();
        var configs = new ArrayList<SigningConfig>();
        roots.add(new TrustedRoot(
                List.of(),
                own.authorities(),
                own.logs().stream().map(OwnTrust.NamedLog::log).toList(),
                own.timestampers()));
        configs.add(ownServices());
        for (var document : own.merged()) {
            var foreign = foreign(document.array());
            foreign.trustedRoot().ifPresent(roots::add);
            foreign.signingConfig().ifPresent(configs::add);
        }
        return new ClientTrustConfig(root(roots), config(configs));
    }

    private static ForeignTrust foreign(byte[] document) throws IOException {
        try {
            return ForeignTrust.read(document);
        } catch (MalformedDocumentException e) {
            throw new IOException("a document of others in the data folder is damaged: " + e.getMessage(), e);
        }
    }

    private SigningConfig ownServices() {
        return new SigningConfig(
                List.of(service(services.ca(), own.authorities())),
                List.of(),
                List.of(),
                services.tsa().map(url -> service(url, own.timestampers())).stream()
                        .toList());
    }

    private Service service(String url, List<Authority> keys) {
        var start =
                keys.stream().flatMap(key -> key.validity().start().stream()).min(Instant::compareTo);
        return new Service(url, 1, new Validity(start, Optional.empty()), Optional.of(operator()));
    }

    /** Clients take one service of each operator, and all of ours are one's. */
    private String operator() {
        return Optional.ofNullable(URI.create(services.ca()).getHost()).orElse("localhost");
    }

    private static TrustedRoot root(List<TrustedRoot> roots) {
        return new TrustedRoot(
                once(roots, TrustedRoot::tlogs, LogInstance::keyInfo),
                once(roots, TrustedRoot::certificateAuthorities, Authority::chain),
                once(roots, TrustedRoot::ctlogs, LogInstance::keyInfo),
                once(roots, TrustedRoot::timestampAuthorities, Authority::chain));
    }

    private static SigningConfig config(List<SigningConfig> configs) {
        return new SigningConfig(
                once(configs, SigningConfig::caUrls, Service::url),
                once(configs, SigningConfig::oidcUrls, Service::url),
                once(configs, SigningConfig::rekorTlogUrls, Service::url),
                once(configs, SigningConfig::tsaUrls, Service::url));
    }

    /** Whoever comes first is right about what two of them have, and we come first. */
    private static <D, T> List<T> once(
            List<D> documents, Function<D, ? extends Collection<T>> part, Function<T, Object> sameness) {
        var seen = new LinkedHashMap<Object, T>();
        documents.forEach(document ->
                part.apply(document).forEach(element -> seen.putIfAbsent(sameness.apply(element), element)));
        return new ArrayList<>(seen.values());
    }
}
