/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import dev.bulla.ca.bundle.ExpectedContent;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bulla verify-blob-attestation}: whether something was said about a file by whom it should. */
@Command(
        name = "verify-blob-attestation",
        description = "Verifies that a statement about a file was signed, by whom, and when.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class,
        footer = {
            "",
            PredicateType.HELP,
            "Ends with 0 if all of it holds, and with 4 if it is not to be relied on.",
            "",
            "Example:",
            "  bulla verify-blob-attestation --type slsaprovenance1 --bundle release.tar.gz.sigstore.json"
                    + " --trusted-root trusted_root.json --certificate-identity-regexp '^https://github.com/example/'"
                    + " --certificate-oidc-issuer https://token.actions.githubusercontent.com release.tar.gz"
        })
final class VerifyBlobAttestationCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private VerifyingOptions verifying = new VerifyingOptions();

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            description = "what kind of thing must be said: a name or a URI (any)")
    private @Nullable String type;

    @Parameters(index = "0", paramLabel = "FILE", description = "what it is about; - for standard input")
    private String file = "";

    @Override
    public Integer call() throws IOException {
        var predicateType = Optional.ofNullable(type).map(PredicateType::of);
        return verifying.verify(file, new ExpectedContent.About(predicateType), spec.commandLine());
    }
}
