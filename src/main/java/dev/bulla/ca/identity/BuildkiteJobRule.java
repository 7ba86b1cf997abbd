/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.identity;

import dev.bulla.ca.token.VerifiedToken;

/** Jobs of Buildkite, named by their pipeline. Kept for configurations that do not use the templates yet. */
public record BuildkiteJobRule() implements IdentityRule {

    @Override
    public Identity identify(VerifiedToken token) {
        var claims = ClaimObject.of(token);
        var organization = claims.required("organization_slug");
        var pipeline = claims.required("pipeline_slug");
        return Mapping.of(
                token,
                to -> Mapping.uri(() -> UriText.parse("https://buildkite.com/" + organization + "/" + pipeline)));
    }
}
