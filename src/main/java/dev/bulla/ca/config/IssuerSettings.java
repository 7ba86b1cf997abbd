/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.config;

import java.util.Optional;

/**
 * An issuer to trust and how to read its tokens.
 *
 * @param place                 where it stands in the file
 * @param url                   the exact {@code iss} of its tokens, or a pattern of it for a meta issuer
 * @param pattern               the pattern that let this issuer in, if it was not configured by its URL
 * @param typeWord              the type as written, for the configuration answer
 * @param audience              the {@code aud} a token must carry; empty accepts none
 * @param challengeClaim        what the configuration answer tells clients to sign
 * @param caCertificates        PEM of further TLS roots for its discovery
 * @param connection            how we come to its keys
 * @param access                which of its users may have certificates, and how many
 */
public record IssuerSettings(
        Place place,
        String url,
        Optional<String> pattern,
        IssuerType type,
        String typeWord,
        String audience,
        String ciProvider,
        Optional<String> issuerClaim,
        String subjectDomain,
        String spiffeTrustDomain,
        String challengeClaim,
        Optional<String> caCertificates,
        boolean skipEmailVerification,
        IssuerConnection connection,
        AccessSettings access) {

    /** The same for one issuer, where these are the settings of a pattern. */
    public IssuerSettings member(String issuer) {
        return with(place, issuer, Optional.of(url), access);
    }

    /** The same wherever it stands, to see whether two files say the same of an issuer. */
    public IssuerSettings withoutPlace() {
        return with(Place.NOWHERE, url, pattern, access.withoutPlaces());
    }

    private IssuerSettings with(Place newPlace, String newUrl, Optional<String> newPattern, AccessSettings newAccess) {
        return new IssuerSettings(
                newPlace,
                newUrl,
                newPattern,
                type,
                typeWord,
                audience,
                ciProvider,
                issuerClaim,
                subjectDomain,
                spiffeTrustDomain,
                challengeClaim,
                caCertificates,
                skipEmailVerification,
                connection,
                newAccess);
    }
}
