/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.trust;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;

/**
 * The members of families that tokens have named, with what was learnt about each of them. The others can be made again.
 *
 * <p>A stranger may name as many as a pattern allows. So only so many are kept, and those that never had a good token go
 * first: what strangers made up cannot push out what is in use.
 */
final class FamilyMembers {
    private final int most;
    private final SequencedMap<String, TrustedIssuer> byUrl = new LinkedHashMap<>(16, 0.75f, true);

    FamilyMembers(int most) {
        this.most = most;
    }

    synchronized Optional<TrustedIssuer> find(String url) {
        return Optional.ofNullable(byUrl.get(url));
    }

    synchronized TrustedIssuer of(String url, Function<String, TrustedIssuer> make) {
        var known = byUrl.get(url);
        if (known != null) {
            return known;
        }
        var made = make.apply(url);
        if (byUrl.size() >= most) {
            byUrl.remove(leastUseful());
        }
        byUrl.put(url, made);
        return made;
    }

    /** All of them, least recently named first. */
    synchronized List<TrustedIssuer> all() {
        return List.copyOf(byUrl.values());
    }

    private String leastUseful() {
        return byUrl.sequencedValues().stream()
                .filter(issuer -> !issuer.hasVerified())
                .findFirst()
                .orElseGet(() -> byUrl.sequencedValues().getFirst())
                .url();
    }
}
