/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.practice;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.bulla.ca.bench.load.Identities;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/** Tokens with all that those of GitHub Actions say, of an issuer that nobody asks for its keys. */
public final class WorkflowTokens implements Identities {
    private static final int LIFETIME_SECONDS = 6 * 3600;

    private static final String OWNER = "example-industries";
    private static final String REPOSITORY = OWNER + "/rocket-telemetry";
    private static final String REF = "refs/heads/main";
    private static final String WORKFLOW = REPOSITORY + "/.github/workflows/release.yml@" + REF;
    private static final String COMMIT = "5ca1ab1e5ca1ab1e5ca1ab1e5ca1ab1e5ca1ab1e";
    private static final String SUBJECT = "repo:" + REPOSITORY + ":ref:" + REF;

    private static final Map<String, String> ALWAYS = Map.ofEntries(
            Map.entry("aud", "sigstore"),
            Map.entry("sub", SUBJECT),
            Map.entry("actor", "octo-engineer"),
            Map.entry("actor_id", "12345678"),
            Map.entry("base_ref", ""),
            Map.entry("event_name", "push"),
            Map.entry("head_ref", ""),
            Map.entry("job_workflow_ref", WORKFLOW),
            Map.entry("job_workflow_sha", COMMIT),
            Map.entry("ref", REF),
            Map.entry("ref_protected", "true"),
            Map.entry("ref_type", "branch"),
            Map.entry("repository", REPOSITORY),
            Map.entry("repository_id", "712345678"),
            Map.entry("repository_owner", OWNER),
            Map.entry("repository_owner_id", "87654321"),
            Map.entry("repository_visibility", "public"),
            Map.entry("run_attempt", "1"),
            Map.entry("run_id", "12345678901"),
            Map.entry("run_number", "417"),
            Map.entry("runner_environment", "github-hosted"),
            Map.entry("sha", COMMIT),
            Map.entry("workflow", "Release"),
            Map.entry("workflow_ref", WORKFLOW),
            Map.entry("workflow_sha", COMMIT));

    private final String issuer;
    private final PracticeKey key = PracticeKey.fresh();

    /** @param issuer the {@code iss} of the tokens */
    public WorkflowTokens(String issuer) {
        this.issuer = issuer;
    }

    /** What the issuer would publish. */
    public String keySet() {
        return JsonMapper.shared().writeValueAsString(Map.of("keys", List.of(key.published())));
    }

    @Override
    public Claimed of(int number) {
        return new Claimed(issuer, SUBJECT, Optional.of("https://github.com/" + WORKFLOW));
    }

    @Override
    public String token(int number) {
        var now = InstantSource.system().instant().getEpochSecond();
        var claims = new HashMap<String, Object>(ALWAYS);
        claims.put("iss", issuer);
        claims.put("jti", "6a0b8a90-1f3a-4f0c-9b5e-%012d".formatted(number));
        claims.put("iat", now);
        claims.put("nbf", now - 300);
        claims.put("exp", now + LIFETIME_SECONDS);
        var header = Map.of("alg", "RS256", "kid", key.name(), "typ", "JWT", "x5t", key.name());
        var signed = base64url(header) + "." + base64url(claims);
        return signed + "." + PracticeKey.base64url(key.sign(signed.getBytes(US_ASCII)));
    }

    private static String base64url(Map<String, ?> json) {
        return PracticeKey.base64url(JsonMapper.shared().writeValueAsBytes(json));
    }
}
