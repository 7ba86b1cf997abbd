/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import dev.bulla.ca.bundle.Artifact;
import dev.bulla.ca.bundle.Bundle;
import dev.bulla.ca.bundle.BundleVerifier;
import dev.bulla.ca.bundle.BundleWriter;
import dev.bulla.ca.bundle.ExpectedContent;
import dev.bulla.ca.bundle.ExpectedSigner;
import dev.bulla.ca.bundle.SignedContent;
import dev.bulla.ca.bundle.SigningAlgorithm;
import dev.bulla.ca.bundle.SigningKey;
import dev.bulla.ca.bundle.Thresholds;
import dev.bulla.ca.bundle.UntrustedBundleException;
import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.data.PublicFiles;
import dev.bulla.ca.sigstore.TrustedRootReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How something is signed without a key of one's own: certificate first, then signature, then timestamp. */
final class SigningOptions {
    @Option(names = "--fulcio-url", paramLabel = "URL", description = "where certificates are issued")
    private @Nullable URI authority;

    @Option(
            names = "--timestamp-server-url",
            paramLabel = "URL",
            description = "where timestamps are made (RFC 3161), such as http://localhost:5555/api/v1/timestamp")
    private @Nullable URI timestamps;

    @Option(
            names = "--signing-config",
            paramLabel = "FILE",
            description = "instead of both addresses: a signing configuration that names them")
    private @Nullable Path config;

    @Option(
            names = "--trusted-root",
            paramLabel = "FILE",
            description = "verify what comes back with this trusted root, and write nothing that does not hold")
    private @Nullable Path root;

    @Option(
            names = "--identity-token",
            paramLabel = "TOKEN_OR_FILE",
            description = "the token, better in a file: a command line can be seen by others on the machine"
                    + " (that of the build system or cloud we run on)")
    private @Nullable String token;

    @Option(
            names = "--signing-algorithm",
            paramLabel = "NAME",
            defaultValue = "ecdsa-sha2-256-nistp256",
            description = "kind of the key that is made: ecdsa-sha2-256-nistp256, ecdsa-sha2-384-nistp384,"
                    + " ecdsa-sha2-512-nistp521, rsa-sign-pkcs1-2048-sha256, -3072-sha256 or -4096-sha256"
                    + " (${DEFAULT-VALUE})")
    private String algorithm = "";

    @Option(names = "--bundle", paramLabel = "FILE", required = true, description = "write the bundle here")
    private Path bundle = Path.of("");

    /** Makes what is signed with a key that has a certificate. */
    @FunctionalInterface
    interface Signing {
        SignedContent sign(SigningKey key) throws IOException;
    }

    /** Signs and writes the bundle, which holds if a trusted root was given. */
    Bundle sign(Artifact artifact, Signing signing, ExpectedContent kind, PrintWriter hints) throws IOException {
        var services = services();
        var key = ClientKey.fresh(algorithm());
        var identity = SigningToken.of(Optional.ofNullable(token), System.getenv(), hints);
        var chain = new SigningClient(services.authority(), "--fulcio-url")
                .request(identity, key, ClientToken.challenge(identity));
        key.mustBeIn(chain);
        var content = signing.sign(key.key());
        var reply = new TimestampClient(services.timestamps()).timestamp(content.signature());
        var made = new Bundle(CertificateReader.read(chain).getFirst(), content, List.of(), List.of(reply));
        verify(made, artifact, kind);
        PublicFiles.replace(bundle, BundleWriter.text(made));
        return made;
    }

    Path bundle() {
        return bundle;
    }

    private SigningServices services() throws IOException {
        if (config != null) {
            CommandFailedException.expect(
                    authority == null && timestamps == null,
                    "--signing-config names the addresses: give either that or --fulcio-url and --timestamp-server-url");
            return SigningServices.of(config, InstantSource.system().instant());
        }
        if (authority == null || timestamps == null) {
            throw new CommandFailedException(
                    "say where to sign, with --signing-config or with --fulcio-url and --timestamp-server-url: without a"
                            + " timestamp a signature is worth nothing once its certificate has expired, in ten minutes",
                    ExitCode.USAGE);
        }
        return new SigningServices(authority, timestamps);
    }

    private SigningAlgorithm algorithm() {
        var usable = Arrays.stream(SigningAlgorithm.values())
                .filter(it -> it != SigningAlgorithm.ED25519)
                .toList();
        return usable.stream()
                .filter(it -> it.title().equals(algorithm))
                .findFirst()
                .orElseThrow(() -> new CommandFailedException(
                        "--signing-algorithm must be one of "
                                + usable.stream().map(SigningAlgorithm::title).collect(Collectors.joining(", ")),
                        ExitCode.USAGE));
    }

    /** As whoever receives it will, but for who signed it: that is whom the token speaks of. */
    private void verify(Bundle made, Artifact artifact, ExpectedContent kind) throws IOException {
        if (root == null) {
            return;
        }
        var trusted = new SigstoreFile("--trusted-root", root).read(TrustedRootReader.LARGEST, TrustedRootReader::read);
        try {
            new BundleVerifier(trusted, Thresholds.USUAL, Crypto.fastest(), InstantSource.system())
                    .verify(made, artifact, ExpectedSigner.ANYBODY, kind);
        } catch (UntrustedBundleException e) {
            throw new CommandFailedException(
                    "nothing was written, since what came back does not hold (%s): %s"
                            .formatted(e.reason(), e.getMessage()),
                    ExitCode.UNTRUSTED);
        }
    }
}
