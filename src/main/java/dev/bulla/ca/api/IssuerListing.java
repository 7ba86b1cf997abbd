/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.api;

/**
 * What anybody may know about an issuer we accept.
 *
 * @param url                   the issuer's URL, or the pattern of a wildcard
 * @param wildcard              whether the URL is a pattern
 * @param audience              what a token must be meant for
 * @param challengeClaim        the claim whose text a requester signs
 * @param spiffeTrustDomain     empty unless the issuer speaks for one
 * @param type                  the word of the configuration for its kind
 * @param subjectDomain         empty unless its subjects belong to one
 * @param skipEmailVerification whether addresses count that the issuer did not verify
 */
public record IssuerListing(
        String url,
        boolean wildcard,
        String audience,
        String challengeClaim,
        String spiffeTrustDomain,
        String type,
        String subjectDomain,
        boolean skipEmailVerification) {}
