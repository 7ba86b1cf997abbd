/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.practice;

import java.util.HashMap;
import java.util.Map;

/** Somebody who could ask for a certificate. */
public sealed interface PracticeRequester {

    /** Where below the issuer's address the tokens of such requesters come from: an issuer speaks of one kind alone. */
    String path();

    /** What the token says of them, besides who issued it for whom and when. */
    Map<String, Object> claims();

    /** What they sign to show that the key is theirs. */
    String challenge();

    /** What their certificate calls them. */
    String subjectName();

    /** A person with an address that was verified. */
    record Person(String address) implements PracticeRequester {
        static final String PATH = "/people";

        @Override
        public String path() {
            return PATH;
        }

        @Override
        public Map<String, Object> claims() {
            return Map.of("sub", "practice|" + address, "email", address, "email_verified", true);
        }

        @Override
        public String challenge() {
            return address;
        }

        @Override
        public String subjectName() {
            return address;
        }
    }

    /**
     * A run of a build of a repository that nobody has. Its token says what those of GitHub Actions say.
     *
     * @param ref what is built, such as {@code refs/heads/main}
     */
    record Build(String ref) implements PracticeRequester {
        private static final String REPOSITORY = "example/rocket";
        private static final String WORKFLOW = REPOSITORY + "/.github/workflows/release.yml@";
        private static final String COMMIT = "5ca1ab1e5ca1ab1e5ca1ab1e5ca1ab1e5ca1ab1e";
        private static final Map<String, String> ALWAYS = Map.ofEntries(
                Map.entry("repository", REPOSITORY),
                Map.entry("repository_id", "1001"),
                Map.entry("repository_owner", "example"),
                Map.entry("repository_owner_id", "1000"),
                Map.entry("repository_visibility", "private"),
                Map.entry("sha", COMMIT),
                Map.entry("event_name", "push"),
                Map.entry("workflow", "release"),
                Map.entry("workflow_sha", COMMIT),
                Map.entry("job_workflow_sha", COMMIT),
                Map.entry("runner_environment", "github-hosted"),
                Map.entry("run_id", "7"),
                Map.entry("run_attempt", "1"));

        @Override
        public String path() {
            return "";
        }

        @Override
        public Map<String, Object> claims() {
            var claims = new HashMap<String, Object>(ALWAYS);
            claims.put("sub", challenge());
            claims.put("ref", ref);
            claims.put("workflow_ref", WORKFLOW + ref);
            claims.put("job_workflow_ref", WORKFLOW + ref);
            return claims;
        }

        @Override
        public String challenge() {
            return "repo:" + REPOSITORY + ":ref:" + ref;
        }

        @Override
        public String subjectName() {
            return "https://github.com/" + WORKFLOW + ref;
        }
    }
}
