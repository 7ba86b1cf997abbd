/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.trust;

import dev.bulla.ca.fault.Refusal;
import dev.bulla.ca.fault.RefusedException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Everyone we believe. Issuers are compared as text, byte for byte: a trailing slash makes another issuer.
 *
 * <p>An issuer that is configured by its URL comes before every family. Of several families that match, the one whose
 * pattern begins with the longest literal text counts, and a configuration in which that is undecided does not start.
 */
public final class TrustedIssuers {
    /** No URL that can be asked for keys is longer. */
    private static final int LONGEST_URL = 2048;

    private static final int MOST_MEMBERS = 1000;

    private final Map<String, TrustedIssuer> byUrl;
    private final List<IssuerFamily> families;
    private final FamilyMembers members = new FamilyMembers(MOST_MEMBERS);

    public TrustedIssuers(Collection<TrustedIssuer> issuers, Collection<IssuerFamily> families) {
        this.byUrl = issuers.stream().collect(Collectors.toUnmodifiableMap(TrustedIssuer::url, Function.identity()));
        this.families = families.stream()
                .sorted(Comparator.comparingInt(
                        family -> -family.pattern().literalPrefix().length()))
                .toList();
    }

    /** The same, with what was learnt about the members of those families that were there before. */
    public TrustedIssuers takingOver(TrustedIssuers before) {
        before.members.all().stream()
                .filter(member -> !byUrl.containsKey(member.url()))
                .filter(member -> family(member.url()).equals(before.family(member.url())))
                .forEach(member -> members.of(member.url(), _ -> member));
        return this;
    }

    public TrustedIssuer of(String url) {
        var issuer = byUrl.get(url);
        return issuer == null ? members.find(url).orElseGet(() -> newMember(url)) : issuer;
    }

    private TrustedIssuer newMember(String url) {
        var family = family(url).orElseThrow(() -> unknown("the issuer of the token is not configured"));
        try {
            return members.of(url, family.member());
        } catch (IllegalArgumentException e) {
            throw unknown("the issuer of the token matches a pattern, but its URL " + e.getMessage());
        }
    }

    private Optional<IssuerFamily> family(String url) {
        return families.stream()
                .filter(f -> url.length() <= LONGEST_URL && f.pattern().matches(url))
                .findFirst();
    }

    private static RefusedException unknown(String detail) {
        return new RefusedException(Refusal.ISSUER_UNKNOWN, detail);
    }
}
