/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import dev.bulla.ca.data.DataFolder;
import dev.bulla.ca.data.MadeLog;
import dev.bulla.ca.data.PublicChains;
import dev.bulla.ca.data.PublicFiles;
import dev.bulla.ca.x509.PemWriter;
import dev.bulla.ctlog.ObjectStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the data folder of a server knows of the server's log and authority. */
final class LocalTrust {
    private static final String LOG_KEY = "ctfe.pub";
    private static final String CERTIFICATES = "fulcio_v1.crt.pem";

    private final List<MadeLog> logs;
    private final List<X509Certificate> certificates;

    private LocalTrust(List<MadeLog> logs, List<X509Certificate> certificates) {
        this.logs = logs;
        this.certificates = certificates;
    }

    static LocalTrust of(DataFolder folder, Optional<ObjectStore> store) throws IOException {
        var logs = OwnLogs.of(folder, store).made();
        var certificates = new LinkedHashSet<X509Certificate>();
        for (var chain : new PublicChains(folder).all()) {
            certificates.addAll(CertificateReader.read(chain.getBytes(StandardCharsets.US_ASCII)));
        }
        if (certificates.isEmpty()) {
            throw new CommandFailedException("no authority ever signed with --data=" + folder.path());
        }
        return new LocalTrust(logs, new ArrayList<>(certificates));
    }

    /** The key of one log, or that of each shard with the shard's name: verifiers need those that have ended, and the next one. */
    private Map<String, MadeLog> keys() {
        var keys = new LinkedHashMap<String, MadeLog>();
        logs.forEach(log -> keys.put(logs.size() == 1 ? LOG_KEY : "ctfe_" + log.shard() + ".pub", log));
        return keys;
    }

    void write(Path folder) throws IOException {
        for (var key : keys().entrySet()) {
            PublicFiles.replace(
                    folder.resolve(key.getKey()),
                    PemWriter.text("PUBLIC KEY", key.getValue().keyInfo()));
        }
        var pem = new StringBuilder();
        for (var certificate : certificates) {
            pem.append(PemWriter.text("CERTIFICATE", encoded(certificate)));
        }
        PublicFiles.replace(folder.resolve(CERTIFICATES), pem.toString());
    }

    /** What was written, with the SHA-256 of each key and certificate. */
    String text(Path folder) {
        var text = new StringBuilder();
        keys().forEach((file, log) -> {
            text.append(folder.resolve(file)).append('\n');
            line(text, log.keyInfo(), "log " + log.origin());
        });
        text.append(folder.resolve(CERTIFICATES)).append('\n');
        certificates.forEach(certificate -> line(
                text,
                encoded(certificate),
                certificate.getSubjectX500Principal().getName()));
        return text.toString();
    }

    private static void line(StringBuilder text, byte[] content, String whose) {
        text.append("  ")
                .append(Fingerprint.of(content))
                .append("  ")
                .append(whose)
                .append('\n');
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("what was parsed has an encoding", e);
        }
    }
}
