/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import dev.bulla.ca.data.DataFolder;
import dev.bulla.ca.data.PublicFiles;
import dev.bulla.ca.data.ServedAddresses;
import dev.bulla.ca.data.ServedAddresses.Services;
import dev.bulla.ca.sigstore.Authority;
import dev.bulla.ca.trustroot.TrustDocuments;
import dev.bulla.ca.x509.Bytes;
import dev.bulla.ca.x509.CertificateDer;
import dev.bulla.ca.x509.Sha256;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The trust material of a server, from its data folder. */
final class TrustExport {
    private final TrustDocuments documents;

    private TrustExport(TrustDocuments documents) {
        this.documents = documents;
    }

    static TrustExport of(DataFolder folder, boolean local) throws IOException {
        var documents = TrustDocuments.read(folder, services(folder, local));
        if (documents.own().authorities().isEmpty()) {
            throw new CommandFailedException("no authority ever signed with --data=" + folder.path());
        }
        return new TrustExport(documents);
    }

    private static Services services(DataFolder folder, boolean local) throws IOException {
        var served = ServedAddresses.read(folder)
                .orElseThrow(
                        () -> new CommandFailedException("no server was ever started with --data=" + folder.path()));
        return served.world()
                .or(() -> local ? Optional.of(served.local()) : Optional.empty())
                .orElseThrow(() -> new CommandFailedException(
                        "the server of " + folder.path() + " was not told how clients reach it: start it with"
                                + " --public-url, or name the addresses that it listens at with --local"));
    }

    Map<String, Bytes> files() {
        return documents.files();
    }

    void write(Path folder) throws IOException {
        for (var file : documents.files().entrySet()) {
            PublicFiles.replace(folder.resolve(file.getKey()), file.getValue().text());
        }
    }

    /** What was written, with the SHA-256 of each key and certificate. */
    String text(Path folder) {
        var text = new StringBuilder();
        documents
                .files()
                .keySet()
                .forEach(name -> text.append(folder.resolve(name)).append('\n'));
        documents.logKeys().forEach((name, log) -> line(text, log.keyInfo().array(), name + ", log " + log.baseUrl()));
        certificates(text, documents.own().authorities());
        certificates(text, documents.own().timestampers());
        return text.toString();
    }

    private static void certificates(StringBuilder text, List<Authority> authorities) {
        TrustDocuments.certificates(authorities)
                .forEach(certificate -> line(
                        text,
                        CertificateDer.of(certificate),
                        certificate.getSubjectX500Principal().getName()));
    }

    private static void line(StringBuilder text, byte[] content, String whose) {
        text.append("  ").append(Sha256.hex(content)).append("  ").append(whose).append('\n');
    }
}
