/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import dev.bulla.ca.bundle.BundleReader;
import dev.bulla.ca.bundle.ExpectedContent;
import dev.bulla.ca.bundle.HashAlgorithm;
import dev.bulla.ca.bundle.Statement;
import dev.bulla.ca.x509.Bytes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bulla attest-blob}: something is said about a file, and signed. */
@Command(
        name = "attest-blob",
        description = "Signs a statement about a file: where it comes from, what is in it, or anything else.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class,
        footer = {
            "",
            PredicateType.HELP,
            "",
            "Example:",
            "  bulla attest-blob --predicate provenance.json --type slsaprovenance1"
                    + " --signing-config signing_config.v0.2.json --identity-token token.jwt"
                    + " --bundle release.tar.gz.sigstore.json release.tar.gz"
        })
final class AttestBlobCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private SigningOptions signing = new SigningOptions();

    @Option(
            names = "--predicate",
            paramLabel = "FILE",
            required = true,
            description = "what to say about it, a JSON object")
    private Path predicate = Path.of("");

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            defaultValue = "custom",
            description = "what kind of thing is said: a name or a URI (${DEFAULT-VALUE})")
    private String type = "";

    @Parameters(index = "0", paramLabel = "FILE", description = "what it is about; - for standard input")
    private String file = "";

    @Override
    public Integer call() throws IOException {
        var artifact = BlobArtifact.of(file);
        var predicateType = PredicateType.of(type);
        var digest = artifact.digest(HashAlgorithm.SHA2_256);
        var statement = new SigstoreFile("--predicate", predicate)
                .read(
                        BundleReader.LARGEST,
                        content -> Statement.text(BlobArtifact.name(file), digest, predicateType, Bytes.of(content)));
        var line = spec.commandLine();
        var bundle = signing.sign(
                artifact,
                key -> key.signStatement(statement),
                new ExpectedContent.About(Optional.of(predicateType)),
                line.getErr());
        line.getOut().print(BundleText.made(bundle, signing.bundle()));
        line.getOut().flush();
        return ExitCode.OK;
    }
}
