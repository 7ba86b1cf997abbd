/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.clients;

import dev.bulla.ca.command.CommandRun;
import dev.bulla.ctlog.TimestampList;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** What we make of a bundle that a client has written. */
record OurVerdict(Lab lab, Path bundle, Signer signer) {

    /** What {@code verify-blob} says of it. */
    CommandRun ofBlob(Path artifact) {
        return run("verify-blob", artifact);
    }

    CommandRun ofProvenance(Path artifact) {
        return run("verify-blob-attestation", artifact, "--type=slsaprovenance1");
    }

    private CommandRun run(String command, Path artifact, String... more) {
        var arguments = new ArrayList<>(List.of(
                command,
                "--bundle=" + bundle,
                "--trusted-root=" + lab.trustedRoot(),
                "--certificate-identity=" + signer.identity(),
                "--certificate-oidc-issuer=" + signer.issuer(lab)));
        arguments.addAll(List.of(more));
        arguments.add(artifact.toString());
        return CommandRun.of(arguments.toArray(String[]::new));
    }

    /** Whether the log says in its promise where the certificate stands. */
    boolean promiseTellsThePlace() {
        try {
            var material =
                    JsonMapper.shared().readTree(Files.readAllBytes(bundle)).path("verificationMaterial");
            var chain =
                    material.path("x509CertificateChain").path("certificates").path(0);
            var certificate = material.has("certificate") ? material.path("certificate") : chain;
            var promises =
                    TimestampList.inCertificate(certificate.path("rawBytes").binaryValue());
            return promises.orElseThrow().timestamps().stream()
                    .allMatch(promise -> promise.extensions().leafIndex().isPresent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
