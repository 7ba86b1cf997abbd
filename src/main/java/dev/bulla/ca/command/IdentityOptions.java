/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.bulla.ca.bundle.ExpectedSigner;
import dev.bulla.ca.bundle.TextMatch;
import dev.bulla.ca.x509.Extension;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who is expected to have signed, in the flags that people know from cosign. */
final class IdentityOptions {
    private static final String IDENTITY = "--certificate-identity";
    private static final String ISSUER = "--certificate-oidc-issuer";
    private static final String REGEXP = "-regexp";

    @Option(names = IDENTITY, paramLabel = "NAME", description = "address, URI or name of the signer")
    private @Nullable String identity;

    @Option(
            names = IDENTITY + REGEXP,
            paramLabel = "RE2",
            description = "expression that is found in it; without ^ and $ in any part of it")
    private @Nullable String identityExpression;

    @Option(names = ISSUER, paramLabel = "URL", description = "issuer of the signer's token")
    private @Nullable String issuer;

    @Option(names = ISSUER + REGEXP, paramLabel = "RE2", description = "expression that is found in it")
    private @Nullable String issuerExpression;

    @Option(
            names = "--certificate-github-workflow-trigger",
            paramLabel = "EVENT",
            description = "what started the workflow")
    private @Nullable String trigger;

    @Option(
            names = "--certificate-github-workflow-sha",
            paramLabel = "SHA",
            description = "commit that the workflow ran on")
    private @Nullable String commit;

    @Option(names = "--certificate-github-workflow-name", paramLabel = "NAME", description = "name of the workflow")
    private @Nullable String workflow;

    @Option(
            names = "--certificate-github-workflow-repository",
            paramLabel = "OWNER/NAME",
            description = "repository that the workflow ran in")
    private @Nullable String repository;

    @Option(
            names = "--certificate-github-workflow-ref",
            paramLabel = "REF",
            description = "branch or tag that the workflow ran on")
    private @Nullable String ref;

    /** A signature by anybody says nothing, so signer and issuer have to be expected. */
    ExpectedSigner expected() {
        return new ExpectedSigner(
                matches(IDENTITY, identity, identityExpression), matches(ISSUER, issuer, issuerExpression), build());
    }

    private static List<TextMatch> matches(String flag, @Nullable String exact, @Nullable String expression) {
        var matches = new ArrayList<TextMatch>();
        if (exact != null && !exact.isEmpty()) {
            matches.add(new TextMatch.Exact(exact));
        }
        if (expression != null && !expression.isEmpty()) {
            matches.add(new TextMatch.Found(compiled(flag + REGEXP, expression)));
        }
        CommandFailedException.expect(
                !matches.isEmpty(), "say who is expected, with " + flag + " or with " + flag + REGEXP);
        return matches;
    }

    private static Pattern compiled(String flag, String expression) {
        try {
            return Pattern.compile(expression);
        } catch (PatternSyntaxException e) {
            throw new CommandFailedException(flag + " is no expression: " + e.getMessage(), ExitCode.USAGE);
        }
    }

    private Map<Extension, String> build() {
        var build = new EnumMap<Extension, String>(Extension.class);
        put(build, Extension.GITHUB_WORKFLOW_TRIGGER, trigger);
        put(build, Extension.GITHUB_WORKFLOW_SHA, commit);
        put(build, Extension.GITHUB_WORKFLOW_NAME, workflow);
        put(build, Extension.GITHUB_WORKFLOW_REPOSITORY, repository);
        put(build, Extension.GITHUB_WORKFLOW_REF, ref);
        return build;
    }

    private static void put(Map<Extension, String> build, Extension extension, @Nullable String expected) {
        if (expected != null && !expected.isEmpty()) {
            build.put(extension, expected);
        }
    }
}
