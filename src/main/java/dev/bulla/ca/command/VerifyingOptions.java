/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import dev.bulla.ca.bundle.BundleReader;
import dev.bulla.ca.bundle.BundleVerifier;
import dev.bulla.ca.bundle.ExpectedContent;
import dev.bulla.ca.bundle.Thresholds;
import dev.bulla.ca.bundle.UntrustedBundleException;
import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.sigstore.TrustedRootReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a bundle is held against, and how it is told. */
final class VerifyingOptions {
    @Option(names = "--bundle", paramLabel = "FILE", required = true, description = "the bundle")
    private Path bundle = Path.of("");

    @Option(
            names = "--trusted-root",
            paramLabel = "FILE",
            required = true,
            description = "whom to believe: a trusted root, such as trusted_root.json of the authority")
    private Path root = Path.of("");

    @Mixin
    private IdentityOptions identity = new IdentityOptions();

    @Option(
            names = "--timestamp-threshold",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "how many authorities must say when it was signed; with 0 and none, the certificate must be valid"
                            + " now (${DEFAULT-VALUE})")
    private int timestamps;

    @Option(
            names = "--use-integrated-time",
            description = "count the time that a log of signatures promises (Rekor's first version) as an authority's")
    private boolean integratedTime;

    @Option(
            names = "--ctlog-threshold",
            paramLabel = "N",
            defaultValue = "1",
            description = "how many logs of certificates must have promised the certificate (${DEFAULT-VALUE})")
    private int promises;

    @Option(
            names = "--tlog-threshold",
            paramLabel = "N",
            defaultValue = "0",
            description = "how many logs of signatures (Rekor) must have recorded the signature; entries of logs in the"
                    + " trusted root are verified in any case (${DEFAULT-VALUE})")
    private int entries;

    @Option(names = "--json", description = "print one JSON object, also if it is not to be relied on")
    private boolean json;

    /** Tells whether the bundle is to be relied on. */
    int verify(String file, ExpectedContent content, CommandLine line) throws IOException {
        var expected = identity.expected();
        CommandFailedException.expect(
                timestamps >= 0 && promises >= 0 && entries >= 0, "a threshold is a number from 0 on");
        var trusted = new SigstoreFile("--trusted-root", root).read(TrustedRootReader.LARGEST, TrustedRootReader::read);
        var document = new SigstoreFile("--bundle", bundle).content(BundleReader.LARGEST);
        var thresholds = new Thresholds(timestamps, promises, entries, integratedTime);
        try {
            var verified = new BundleVerifier(trusted, thresholds, Crypto.fastest(), InstantSource.system())
                    .verify(BundleReader.read(document), BlobArtifact.of(file), expected, content);
            line.getOut().print(json ? BundleText.json(verified) : BundleText.text(verified));
            line.getOut().flush();
            return ExitCode.OK;
        } catch (UntrustedBundleException e) {
            if (json) {
                line.getOut().print(BundleText.json(e));
                line.getOut().flush();
            }
            throw new CommandFailedException(
                    "NOT VERIFIED (%s): %s".formatted(e.reason(), Inspection.printable(String.valueOf(e.getMessage()))),
                    ExitCode.UNTRUSTED);
        }
    }
}
