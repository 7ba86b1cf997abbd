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

/** {@code bulla sign-blob}: a file and a token become a bundle. */
@Command(
        name = "sign-blob",
        description =
                "Signs a file with a fresh key and a certificate for whom a token speaks of, and writes a Sigstore bundle.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class,
        footer = {
            "",
            "Example:",
            "  bulla sign-blob --signing-config signing_config.v0.2.json --trusted-root trusted_root.json"
                    + " --identity-token token.jwt --bundle release.tar.gz.sigstore.json release.tar.gz"
        })
final class SignBlobCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private SigningOptions signing = new SigningOptions();

    @Parameters(index = "0", paramLabel = "FILE", description = "what to sign; - for standard input")
    private String file = "";

    @Override
    public Integer call() throws IOException {
        var artifact = BlobArtifact.of(file);
        var line = spec.commandLine();
        var bundle = signing.sign(artifact, key -> key.sign(artifact), new ExpectedContent.Blob(), line.getErr());
        line.getOut().print(BundleText.made(bundle, signing.bundle()));
        line.getOut().flush();
        return ExitCode.OK;
    }
}
