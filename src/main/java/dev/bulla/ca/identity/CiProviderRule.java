/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.identity;

import dev.bulla.ca.token.VerifiedToken;

/**
 * Builds, named by the templates that an operator wrote for their provider.
 *
 * <p>No claim is needed to have an identity: what the templates lack is told after the requester proved possession.
 */
public record CiProviderRule(ProviderTemplates templates) implements IdentityRule {

    @Override
    public Identity identify(VerifiedToken token) {
        return Mapping.of(token, to -> templates.describe(token, to));
    }
}
