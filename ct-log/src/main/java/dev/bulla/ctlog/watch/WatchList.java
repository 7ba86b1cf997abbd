/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.watch;

import dev.bulla.ctlog.identity.Identity;
import dev.bulla.ctlog.identity.IdentityPattern;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** All that is watched for, so arranged that the time to match a certificate hardly grows with it. For many threads. */
public final class WatchList {
    private final Map<Identity, IdentityPattern> exact = new HashMap<>();
    private final Map<Identity.Kind, NavigableMap<String, Prefix>> prefixes = new EnumMap<>(Identity.Kind.class);

    /** @param shorter the next shorter one that this one begins with, too */
    private record Prefix(IdentityPattern pattern, Optional<Prefix> shorter) {
        private boolean begins(String text) {
            return text.startsWith(pattern.text());
        }
    }

    public WatchList(Collection<IdentityPattern> patterns) {
        var sorted = new EnumMap<Identity.Kind, TreeMap<String, IdentityPattern>>(Identity.Kind.class);
        for (var pattern : patterns) {
            if (pattern.isPrefix()) {
                sorted.computeIfAbsent(pattern.kind(), _ -> new TreeMap<>()).put(pattern.text(), pattern);
            } else {
                exact.put(new Identity(pattern.kind(), pattern.text()), pattern);
            }
        }
        sorted.forEach((kind, ofKind) -> prefixes.put(kind, linked(ofKind.values())));
    }

    /** In this order, what begins with a prefix follows right after it, so the last one seen leads to all shorter ones. */
    private static NavigableMap<String, Prefix> linked(Collection<IdentityPattern> sorted) {
        var linked = new TreeMap<String, Prefix>();
        Optional<Prefix> before = Optional.empty();
        for (var pattern : sorted) {
            var prefix = new Prefix(pattern, longest(before, pattern.text()));
            linked.put(pattern.text(), prefix);
            before = Optional.of(prefix);
        }
        return linked;
    }

    private static Optional<Prefix> longest(Optional<Prefix> from, String text) {
        var prefix = from;
        while (prefix.isPresent() && !prefix.get().begins(text)) {
            prefix = prefix.get().shorter();
        }
        return prefix;
    }

    /** What of all that is watched for the identities of a certificate match, each once. */
    public List<IdentityPattern> matching(List<Identity> identities) {
        var matched = new LinkedHashSet<IdentityPattern>();
        for (var identity : identities) {
            match(identity, matched);
            identity.shortName().ifPresent(name -> match(new Identity(identity.kind(), name), matched));
        }
        return new ArrayList<>(matched);
    }

    private void match(Identity identity, Set<IdentityPattern> matched) {
        Optional.ofNullable(exact.get(identity)).ifPresent(matched::add);
        var ofKind = prefixes.get(identity.kind());
        if (ofKind == null) {
            return;
        }
        var prefix = longest(
                Optional.ofNullable(ofKind.floorEntry(identity.text())).map(Map.Entry::getValue), identity.text());
        while (prefix.isPresent()) {
            matched.add(prefix.get().pattern());
            prefix = prefix.get().shorter();
        }
    }
}
