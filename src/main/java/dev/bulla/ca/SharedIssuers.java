/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * Issuers that vouch for the users of many organisations at once. To trust one of them without a rule is to certify anybody
 * who has an account there.
 */
final class SharedIssuers {
    /** Exact hosts, whatever path stands behind: an operator with an issuer of their own has no reason to be warned. */
    private static final Set<String> HOSTS = Set.of(
            "accounts.google.com",
            "agent.buildkite.com",
            "github.com",
            "gitlab.com",
            "issuer.enforce.dev",
            "issuer.hello.coop",
            "oauth2.sigstore.dev",
            "oidc.codefresh.io",
            "www.kaggle.com");

    /** Of a pattern it is enough that somebody else's tenant can match it. */
    private static final Pattern TENANTS = Pattern.compile("https://("
            + "token\\.actions\\.githubusercontent\\.com/?(\\*.*)?"
            + "|login\\.microsoftonline\\.com/(common|organizations|consumers|\\*|9188040d-6c67-4c5b-b112-36a304b66dad)(/.*)?"
            + "|oidc\\.circleci\\.com/?(org/\\*.*)?"
            + "|([a-z]+-)?oidc\\.buddyusercontent\\.com/?"
            + "|container\\.googleapis\\.com/v1/projects/\\*.*"
            + "|oidc\\.eks\\.[^/]*\\.amazonaws\\.com/id/\\*.*"
            + "|([^/]+\\.)?oic\\.prod-aks\\.azure\\.com/.*\\*.*"
            + "|oidc\\.prod-aks\\.azure\\.com/.*\\*.*"
            + ")");

    private static final Pattern HOST = Pattern.compile("https://([^/]+)(/.*)?");

    private SharedIssuers() {}

    /** @param url the exact address of an issuer, or a pattern of addresses */
    static boolean isShared(String url) {
        var host = HOST.matcher(url);
        return host.matches() && HOSTS.contains(host.group(1))
                || TENANTS.matcher(url).matches();
    }
}
