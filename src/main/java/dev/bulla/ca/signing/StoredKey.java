/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.signing;

import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.x509.PemWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.X509EncodedKeySpec;
import java.util.Map;
import java.util.Objects;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;

/**
 * A private key in a PEM file with no certificate beside it, as logs have them.
 *
 * @param password empty for a key that is not encrypted
 */
public record StoredKey(Path file, String password) {

    /** Reads the key and works out its public key. Throws {@link UnusableKeyException} if that cannot be done. */
    public KeyPair read(Crypto crypto) {
        var key = SignerKey.of(PrivateKeyText.read(KeyFiles.read(file), password));
        try {
            var encoded = key.publicKey().getEncoded();
            PublicKey publicKey = crypto.keyFactory(KeyWord.of(key.publicKey()).factory())
                    .generatePublic(new X509EncodedKeySpec(encoded));
            return new KeyPair(publicKey, key.usable(crypto));
        } catch (IOException | GeneralSecurityException e) {
            throw new UnusableKeyException(
                    "the public key of " + file + " cannot be worked out", "write the key file anew", e);
        }
    }

    /** Makes a P-256 key and writes it, for its owner's eyes only. Writes over nothing. */
    public KeyPair make(Crypto crypto, SecureRandom random) throws IOException {
        return make(CaKeyType.P256, crypto, random);
    }

    /** The same with a key of another kind. */
    public KeyPair make(CaKeyType type, Crypto crypto, SecureRandom random) throws IOException {
        var pair = type.generate(crypto.complete(), random);
        var info = SignerKey.of(PrivateKeyInfo.getInstance(pair.getPrivate().getEncoded()))
                .info();
        var text = password.isEmpty()
                ? PemWriter.text("PRIVATE KEY", info.getEncoded())
                : PemWriter.text("ENCRYPTED PRIVATE KEY", PasswordEncryption.encrypt(info, password, random));
        SecretFiles.writeAll(Objects.requireNonNull(file.toAbsolutePath().getParent()), Map.of(file, text));
        return read(crypto);
    }

    /** Leaves out the password. */
    @Override
    public String toString() {
        return "key file " + file;
    }
}
