/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.x509;

import java.util.Arrays;
import java.util.Optional;

/**
 * The certificate extensions below 1.3.6.1.4.1.57264.1, in the order they appear in a certificate. The number is the last
 * arc of the OID and, once published, never changes meaning. Number 7 is the type of an otherName and not an extension.
 */
public enum Extension {
    ISSUER_V1(1, "issuer", "Issuer"),
    GITHUB_WORKFLOW_TRIGGER(2, "github-workflow-trigger", "GithubWorkflowTrigger"),
    GITHUB_WORKFLOW_SHA(3, "github-workflow-sha", "GithubWorkflowSHA"),
    GITHUB_WORKFLOW_NAME(4, "github-workflow-name", "GithubWorkflowName"),
    GITHUB_WORKFLOW_REPOSITORY(5, "github-workflow-repository", "GithubWorkflowRepository"),
    GITHUB_WORKFLOW_REF(6, "github-workflow-ref", "GithubWorkflowRef"),
    ISSUER(8, "", ""),
    BUILD_SIGNER_URI(9, "build-signer-uri", "BuildSignerURI"),
    BUILD_SIGNER_DIGEST(10, "build-signer-digest", "BuildSignerDigest"),
    RUNNER_ENVIRONMENT(11, "runner-environment", "RunnerEnvironment"),
    SOURCE_REPOSITORY_URI(12, "source-repository-uri", "SourceRepositoryURI"),
    SOURCE_REPOSITORY_DIGEST(13, "source-repository-digest", "SourceRepositoryDigest"),
    SOURCE_REPOSITORY_REF(14, "source-repository-ref", "SourceRepositoryRef"),
    SOURCE_REPOSITORY_IDENTIFIER(15, "source-repository-identifier", "SourceRepositoryIdentifier"),
    SOURCE_REPOSITORY_OWNER_URI(16, "source-repository-owner-uri", "SourceRepositoryOwnerURI"),
    SOURCE_REPOSITORY_OWNER_IDENTIFIER(17, "source-repository-owner-identifier", "SourceRepositoryOwnerIdentifier"),
    BUILD_CONFIG_URI(18, "build-config-uri", "BuildConfigURI"),
    BUILD_CONFIG_DIGEST(19, "build-config-digest", "BuildConfigDigest"),
    BUILD_TRIGGER(20, "build-trigger", "BuildTrigger"),
    RUN_INVOCATION_URI(21, "run-invocation-uri", "RunInvocationURI"),
    SOURCE_REPOSITORY_VISIBILITY(22, "source-repository-visibility-at-signing", "SourceRepositoryVisibilityAtSigning"),
    DEPLOYMENT_ENVIRONMENT(23, "deployment-environment", "DeploymentEnvironment"),
    TOKEN_SUBJECT(24, "subject", "Subject");

    private final int number;
    private final Oid identifier;
    private final String yamlKey;
    private final String jsonKey;

    Extension(int number, String yamlKey, String jsonKey) {
        this.number = number;
        this.identifier = Oid.of("1.3.6.1.4.1.57264.1." + number);
        this.yamlKey = yamlKey;
        this.jsonKey = jsonKey;
    }

    public static Optional<Extension> numbered(int number) {
        return Arrays.stream(values()).filter(e -> e.number == number).findFirst();
    }

    public int number() {
        return number;
    }

    /** The dotted form of its identifier. */
    public String oid() {
        return identifier.toString();
    }

    Oid identifier() {
        return identifier;
    }

    /** Numbers 1 to 6 were published with the bare text as their value; the later ones hold a DER UTF8String. */
    public boolean isRaw() {
        return number <= 6;
    }

    /** The key in the issuer configuration's {@code extension-templates}; empty where none exists. */
    public String yamlKey() {
        return yamlKey;
    }

    /** The same key in the JSON form of the configuration, and the name in error texts. */
    public String jsonKey() {
        return jsonKey;
    }

    /** True for what always comes from the token itself, whatever a template says. */
    public boolean isFromToken() {
        return this == ISSUER_V1 || this == ISSUER || this == TOKEN_SUBJECT;
    }
}
