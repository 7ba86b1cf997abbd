/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import dev.bulla.ca.bundle.ExpectedContent;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bulla verify-blob}: whether a file was signed by whom it should. */
@Command(
        name = "verify-blob",
        description =
                "Verifies that a file was signed, by whom, and when: with nothing but the bundle and a trusted root.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class,
        footer = {
            "",
            "Ends with 0 if all of it holds, and with 4 if it is not to be relied on.",
            "",
            "Example:",
            "  bulla verify-blob --bundle release.tar.gz.sigstore.json --trusted-root trusted_root.json"
                    + " --certificate-identity ada@example.com --certificate-oidc-issuer https://issuer.example.com"
                    + " release.tar.gz"
        })
final class VerifyBlobCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private VerifyingOptions verifying = new VerifyingOptions();

    @Parameters(index = "0", paramLabel = "FILE", description = "what was signed; - for standard input")
    private String file = "";

    @Override
    public Integer call() throws IOException {
        return verifying.verify(file, new ExpectedContent.Blob(), spec.commandLine());
    }
}
