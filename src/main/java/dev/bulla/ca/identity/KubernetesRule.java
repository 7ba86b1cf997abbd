/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.identity;

import dev.bulla.ca.token.VerifiedToken;

/** Service accounts of a cluster, named by namespace and account. The claims are promised by the cluster, and none is required. */
public record KubernetesRule() implements IdentityRule {

    @Override
    public Identity identify(VerifiedToken token) {
        var claims = ClaimObject.of(token).object("kubernetes.io");
        var namespace = claims.text("namespace");
        var account = named(claims.object("serviceaccount"));
        named(claims.object("pod"));
        return Mapping.of(
                token,
                to -> Mapping.uri(() -> UriText.parse(
                        "https://kubernetes.io/namespaces/" + namespace + "/serviceaccounts/" + account)));
    }

    private static String named(ClaimObject resource) {
        resource.text("uid");
        return resource.text("name");
    }
}
