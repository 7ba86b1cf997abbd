/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.tls;

import dev.bulla.ca.signing.KeyFiles;
import dev.bulla.ca.x509.Bytes;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where that lies which a port needs for TLS, all of it in PEM.
 *
 * @param chain             the port's certificate, and behind it those that lead to a root
 * @param key               its private key
 * @param password          empty for a key that is not encrypted
 * @param clientAuthorities those whose certificates clients must have; empty to let in everybody
 */
public record TlsFiles(Path chain, Path key, String password, Optional<Path> clientAuthorities) {

    /** What the files hold, as far as it was looked at together. */
    record Contents(Bytes chain, Bytes key, Optional<Bytes> clientAuthorities) {}

    Contents read() {
        return new Contents(KeyFiles.read(chain), KeyFiles.read(key), clientAuthorities.map(KeyFiles::read));
    }

    /** Leaves out the password. */
    @Override
    public String toString() {
        return "files " + chain + " and " + key;
    }
}
