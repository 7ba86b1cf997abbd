/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.trust;

import dev.bulla.ca.identity.Identity;
import dev.bulla.ca.identity.Principal;
import dev.bulla.ca.quota.Quotas.Excess;
import dev.bulla.ca.replay.TokenUse;
import dev.bulla.ca.rules.Explanation;
import dev.bulla.ca.rules.Facts;
import dev.bulla.ca.rules.Verdict;
import dev.bulla.ca.token.Claim;
import dev.bulla.ca.token.VerifiedToken;
import java.util.Optional;
import java.util.stream.Stream;

/** Someone a trusted issuer vouches for. Only {@link TrustedIssuer} makes one. */
public final class Requester {
    private final VerifiedToken token;
    private final Identity identity;
    private final Terms terms;

    Requester(VerifiedToken token, Identity identity, Terms terms) {
        this.token = token;
        this.identity = identity;
        this.terms = terms;
    }

    /** The issuer that was asked, as the token spells it. */
    public String issuer() {
        return token.issuer();
    }

    /** What a signature must cover to prove possession of the key. */
    public String challenge() {
        return identity.challenge();
    }

    /** Other texts of the same token that older clients sign: its subject and its address. */
    public Stream<String> otherChallenges() {
        return Stream.of("sub", "email")
                .flatMap(name -> Optional.ofNullable(token.claims().get(name)).stream())
                .flatMap(claim -> claim instanceof Claim.Text text ? Stream.of(text.value()) : Stream.empty())
                .filter(text -> !text.isEmpty());
    }

    /** Whom the certificate will speak for. Refuses if the claims of the token cannot be mapped. */
    public Principal principal() {
        return switch (identity) {
            case Identity.Named named -> named.principal();
            case Identity.Unmapped unmapped -> throw unmapped.refusal();
        };
    }

    /** The same without refusing, for the record of who asked. */
    public Optional<Principal> principalIfMapped() {
        return identity instanceof Identity.Named named ? Optional.of(named.principal()) : Optional.empty();
    }

    /** What the rules of the issuer say to this requester. */
    public Verdict judge() {
        return terms.rules().isEmpty() ? Verdict.UNRULED : terms.rules().judge(facts());
    }

    /** The same with what became of every rule, for whoever wrote them. */
    public Explanation explain() {
        return terms.rules().explain(facts());
    }

    private Facts facts() {
        return new Facts(token.issuer(), token.subject(), nameIfMapped().orElse(""), token.claims());
    }

    /** Counts this request. Tells by how much it is too many, if it is. */
    public Optional<Excess> countRequest() {
        return terms.quotas().take(() -> nameIfMapped().orElseGet(token::subject));
    }

    /** Keeps others from using the same token meanwhile, where the issuer's tokens may be used once. */
    public TokenUse reserveToken() {
        return terms.guard().reserve(token);
    }

    private Optional<String> nameIfMapped() {
        return principalIfMapped().map(principal -> principal.name().value());
    }
}
