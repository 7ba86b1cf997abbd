/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.signing;

import dev.bulla.ca.certificate.IssuingChain;
import dev.bulla.ca.certificate.IssuingKey;
import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.x509.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/**
 * Where a key and its chain lie on disk.
 *
 * @param chain    certificates in PEM, issuing CA first and root last
 * @param key      the private key of the first of them
 * @param password empty for a key that is not encrypted
 */
public record KeyFiles(Path chain, Path key, String password) {
    private static final int LARGEST_FILE = 1 << 20;

    /** What the two files hold, as far as it was looked at together. */
    record Contents(Bytes chain, Bytes key) {}

    Contents read() {
        return new Contents(read(chain), read(key));
    }

    /** The bytes of a file of a size that keys and certificates have. Throws {@link UnusableKeyException} for any other. */
    public static Bytes read(Path file) {
        try (var in = Files.newInputStream(file)) {
            var content = in.readNBytes(LARGEST_FILE + 1);
            if (content.length > LARGEST_FILE) {
                throw new UnusableKeyException(file + " is larger than a mebibyte", "name another file");
            }
            return Bytes.of(content);
        } catch (IOException e) {
            throw new UnusableKeyException(file + " cannot be read", "check that it exists and may be read", e);
        }
    }

    /** The key that these contents make, after every check. Throws nothing but {@link UnusableKeyException}. */
    IssuingKey load(Contents contents, Crypto crypto, Instant now) {
        try {
            var certificates = ChainText.read(contents.chain());
            var signer = SignerKey.of(PrivateKeyText.read(contents.key(), password));
            ChainChecks.require(certificates, signer, now);
            return new LocalKey(new IssuingChain(certificates, crypto), signer.usable(crypto), crypto).tried();
        } catch (UnusableKeyException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new UnusableKeyException(
                    "the chain cannot be served: " + e.getMessage(), "shorten it, or have it issued anew", e);
        }
    }

    /** Leaves out the password. */
    @Override
    public String toString() {
        return "files " + chain + " and " + key;
    }
}
