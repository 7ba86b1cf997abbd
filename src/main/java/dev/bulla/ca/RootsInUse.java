/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca;

import dev.bulla.ca.config.InvalidSettingsException;
import dev.bulla.ca.signing.ChainText;
import dev.bulla.ca.signing.UnusableKeyException;
import dev.bulla.ca.x509.Bytes;
import dev.bulla.ctlog.ShardedLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.util.ArrayList;
import java.util.List;

/** The roots of the CAs whose certificates a log takes, in files. What the log accepted once it accepts for ever. */
final class RootsInUse {
    private static final int LARGEST = 1024 * 1024;
    private static final String ADVICE = "a file of log-accepted-roots must hold certificates in PEM and nothing else";

    private final List<Path> files;
    private final ShardedLog log;

    RootsInUse(List<Path> files, ShardedLog log) {
        this.files = files;
        this.log = log;
    }

    List<Path> files() {
        return files;
    }

    /** What the files hold now. */
    List<Bytes> content() {
        return files.stream().map(RootsInUse::read).toList();
    }

    /** Has the log accept them, or throws {@link InvalidSettingsException} and changes nothing. Returns how many are new. */
    int accept(List<Bytes> content) {
        var roots = new ArrayList<byte[]>();
        for (var i = 0; i < files.size(); i++) {
            roots.addAll(certificates(files.get(i), content.get(i)));
        }
        try {
            return log.acceptRoots(roots);
        } catch (IllegalArgumentException | IOException e) {
            throw new InvalidSettingsException(List.of("log-accepted-roots: " + e.getMessage()));
        }
    }

    private static Bytes read(Path file) {
        try (var in = Files.newInputStream(file)) {
            return Bytes.of(in.readNBytes(LARGEST));
        } catch (IOException e) {
            // Told as an empty file by those who read it.
            return Bytes.of(new byte[0]);
        }
    }

    private static List<byte[]> certificates(Path file, Bytes text) {
        try {
            var roots = new ArrayList<byte[]>();
            for (var certificate : ChainText.read(text, ADVICE)) {
                roots.add(certificate.getEncoded());
            }
            if (roots.isEmpty()) {
                throw new InvalidSettingsException(List.of(file + " is empty or cannot be read; " + ADVICE));
            }
            return roots;
        } catch (UnusableKeyException | CertificateEncodingException e) {
            throw new InvalidSettingsException(List.of(file + ": " + e.getMessage()));
        }
    }
}
