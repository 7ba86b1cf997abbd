/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ca.fault.Refusal;
import dev.bulla.ca.fault.RefusedException;
import dev.bulla.ca.identity.RecordedClaims.Case;
import dev.bulla.ca.x509.SubjectName;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Holds every rule against what the original made of the same claims: each claim missing, empty, null, a number, a boolean, a
 * list, an object, and text of many kinds.
 */
class RecordedClaimsTest {
    private static final RecordedClaims RECORDED = RecordedClaims.read();
    private static final JsonMapper JSON = new JsonMapper();
    private static final String TOKEN_REFUSED = "the token is refused";
    private static final String NOT_MAPPED = "not mapped";
    private static final Pattern NAMED = Pattern.compile("<\\.?([A-Za-z0-9_./-]+)>");

    private static final String FARM = "http://127.0.0.1:9944";

    private static final Map<String, IdentityRule> RULES = Map.ofEntries(
            Map.entry("email", new EmailRule(Optional.empty(), false)),
            Map.entry("email-skip", new EmailRule(Optional.empty(), true)),
            Map.entry("dex", new EmailRule(Optional.of(ClaimPath.compile("$.federated_claims.connector_id")), false)),
            Map.entry("spiffe", new SpiffeRule("example.com")),
            Map.entry("uri", new UriRule(FARM)),
            Map.entry("username", new UsernameRule("127.0.0.1")),
            Map.entry("k8s", new KubernetesRule()),
            Map.entry("chainguard", new ChainguardRule()),
            Map.entry("github-old", new GithubWorkflowRule()),
            Map.entry("gitlab-old", new GitlabPipelineRule()),
            Map.entry("buildkite-old", new BuildkiteJobRule()),
            Map.entry("codefresh-old", new CodefreshWorkflowRule()),
            Map.entry("github", new CiProviderRule(PublishedTemplates.of("github-workflow"))),
            Map.entry("gitlab", new CiProviderRule(PublishedTemplates.of("gitlab-pipeline"))),
            Map.entry("buildkite", new CiProviderRule(PublishedTemplates.of("buildkite-job"))),
            Map.entry("codefresh", new CiProviderRule(PublishedTemplates.of("codefresh-workflow"))),
            Map.entry("circleci", new CiProviderRule(PublishedTemplates.of("circleci-job"))),
            Map.entry("buddy", new CiProviderRule(PublishedTemplates.of("buddy-pipeline"))));

    /** Types whose certificates hold paths that were joined. */
    private static final Set<String> JOINING = Set.of("github-old", "gitlab-old", "codefresh-old", "chainguard");

    private static final Set<String> TEMPLATED =
            Set.of("github", "gitlab", "buildkite", "codefresh", "circleci", "buddy");

    /** Elements that lead elsewhere, and escapes that are none, which make the original drop the whole path. */
    private static final Set<String> LEADING_ELSEWHERE =
            Set.of("..", ".", "a/../../b", "./a", "%2e%2e/x y", "é/../b", "../../x", "../x", "a%zz", "%zz", "%");

    /** Whole numbers as v1.8.8 prints them and as its successors do. */
    private static final Map<String, String> WHOLE_NUMBERS = Map.of(
            "1e+06", "1000000",
            "1e+22", "10000000000000000000000",
            "1.2345678901234567e+19", "12345678901234567000",
            "9.223372036854776e+18", "9223372036854776000",
            "1.753e+09", "1753000000");

    @Test
    void mapsClaimsAsTheOriginalDoesExceptWhereDecisionsSayOtherwise() {
        assertThat(RECORDED.cases()).hasSizeGreaterThan(1900);
        assertThat(RECORDED.cases().stream()
                        .filter(recorded -> !ours(recorded).equals(wanted(recorded)))
                        .map(recorded ->
                                recorded.what() + "\n  gave " + ours(recorded) + "\n  for  " + wanted(recorded)))
                .isEmpty();
    }

    @Test
    void differsFromTheOriginalInFewOfTheCases() {
        assertThat(RECORDED.cases().stream()
                        .filter(recorded -> !theirs(recorded).equals(wanted(recorded))))
                .hasSizeBetween(1, 230);
    }

    private static String wanted(Case recorded) {
        if (recorded.change() == null || recorded.change().size() > 1) {
            return theirs(recorded);
        }
        var claim = recorded.change().keySet().iterator().next();
        var value = recorded.change().get(claim);
        if (TEMPLATED.contains(recorded.issuer()) && "null".equals(value)) {
            return theirs(RECORDED.without(claim, recorded));
        }
        if (TEMPLATED.contains(recorded.issuer()) && value != null && value.matches("[0-9e]+")) {
            return inPlainDecimals(theirs(recorded));
        }
        return value == null ? theirs(recorded) : wanted(recorded, claim, JSON.readTree(value));
    }

    private static String wanted(Case recorded, String claim, JsonNode value) {
        var text = value.asString("");
        if (recorded.message() != null) {
            return theirs(recorded);
        }
        if (JOINING.contains(recorded.issuer()) && LEADING_ELSEWHERE.contains(text) && isWholeElement(claim, text)) {
            return NOT_MAPPED;
        }
        if (claim.equals("platform_url") && recorded.issuer().equals("codefresh-old") && !text.isEmpty()) {
            return text.matches("(https?:)?//[^/]+.*") ? theirs(recorded) : NOT_MAPPED;
        }
        var connector = value.path("connector_id");
        return claim.equals("federated_claims") && !connector.isString() ? TOKEN_REFUSED : theirs(recorded);
    }

    /** One claim is a URI of its own, and one is followed by more text in its element. */
    private static boolean isWholeElement(String claim, String text) {
        return !claim.equals("ci_config_ref_uri") && (!claim.equals("pipeline_name") || text.length() > 2);
    }

    private static String inPlainDecimals(String answer) {
        for (var number : WHOLE_NUMBERS.entrySet()) {
            answer = answer.replace(number.getKey(), number.getValue());
        }
        return answer;
    }

    private static String theirs(Case recorded) {
        if (recorded.message() == null) {
            return certificate(recorded.name(), RECORDED.extensions(recorded));
        }
        if (recorded.message().equals(Refusal.TOKEN_CLAIMS_UNUSABLE.sentence())) {
            return TOKEN_REFUSED;
        }
        var named = NAMED.matcher(recorded.message());
        return NOT_MAPPED + (named.find() ? " for lack of " + named.group(1) : "");
    }

    private static String ours(Case recorded) {
        try {
            return switch (RULES.get(recorded.issuer()).identify(RECORDED.token(recorded))) {
                case Identity.Named(var challenge, var principal) -> described(principal);
                case Identity.Unmapped(var challenge, var refusal) -> {
                    var named = NAMED.matcher(refusal.sentence());
                    yield NOT_MAPPED + (named.find() ? " for lack of " + named.group(1) : "");
                }
            };
        } catch (RefusedException e) {
            return TOKEN_REFUSED;
        }
    }

    private static String described(Principal principal) {
        var extensions = new TreeMap<Integer, String>();
        principal.extensions().forEach((extension, value) -> extensions.put(extension.number(), value));
        var kind = switch (principal.name()) {
            case SubjectName.Email email -> "email ";
            case SubjectName.Uri uri -> "uri ";
            case SubjectName.Username username -> "username ";
        };
        return certificate(kind + principal.name().value(), extensions);
    }

    private static String certificate(String name, Map<Integer, String> extensions) {
        return name + " " + extensions;
    }
}
