/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.transparency;

import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.x509.Bytes;
import dev.bulla.ca.x509.Pem;
import dev.bulla.ca.x509.PemText;
import dev.bulla.ctlog.InvalidInputException;
import dev.bulla.ctlog.LogKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.jspecify.annotations.Nullable;

/**
 * The file with a log's public key: one PEM block and nothing behind it but white space. An empty file is no key, and not a
 * wish to go without one.
 */
public final class LogKeyFile {
    private static final int LEAST_RSA_BITS = 2048;
    private static final String HOW =
            ". It must be the PUBLIC KEY that the log's operator publishes; openssl pkey -in log-key.pem -pubout writes it"
                    + " for a private key you hold";

    private final String option;
    private final Path file;

    private LogKeyFile(String option, Path file) {
        this.option = option;
        this.file = file;
    }

    /** Reads the key of the log that certificates are promised to. */
    public static LogKey read(Path file, Crypto crypto) {
        return read("ct-log-public-key-path", file, crypto);
    }

    /**
     * Reads the key of a log.
     *
     * @param option who named the file
     * @throws IllegalArgumentException if it is none we can verify with; the message says what to do
     */
    public static LogKey read(String option, Path file, Crypto crypto) {
        var reader = new LogKeyFile(option, file);
        var encoded = reader.onlyBlock().content();
        reader.requireKindOfLogs(encoded);
        try {
            return LogKey.of(encoded.array(), crypto.provider());
        } catch (InvalidInputException e) {
            throw reader.unusable("invalid public key: " + e.getMessage(), e);
        }
    }

    private Pem onlyBlock() {
        var bytes = content();
        if (bytes.text().isBlank()) {
            throw unusable(
                    "invalid public key: the file is empty, and without a key no timestamp can be verified", null);
        }
        var text = new PemText(bytes);
        var block = text.next().orElseThrow(() -> unusable("invalid public key: no PEM block found", null));
        if (!block.label().equals("PUBLIC KEY")) {
            throw unusable("invalid public key: the PEM block is a " + block.label(), null);
        }
        if (!text.isExhausted()) {
            throw unusable("invalid public key: extra data found after PEM key decoded", null);
        }
        return block;
    }

    private Bytes content() {
        try {
            return Bytes.of(Files.readAllBytes(file));
        } catch (IOException e) {
            throw unusable("it cannot be read: " + e, e);
        }
    }

    /** Tells the common mistakes from each other, in the original's words; {@link LogKey} then looks closely. */
    private void requireKindOfLogs(Bytes encoded) {
        var key = info(encoded);
        var algorithm = key.getAlgorithm().getAlgorithm();
        if (algorithm.equals(X9ObjectIdentifiers.id_ecPublicKey)) {
            if (!X9ObjectIdentifiers.prime256v1.equals(key.getAlgorithm().getParameters())) {
                throw unusable("public is ECDSA, but not on the P256 curve", null);
            }
        } else if (algorithm.equals(PKCSObjectIdentifiers.rsaEncryption)) {
            var bits = modulusBits(key);
            if (bits < LEAST_RSA_BITS) {
                throw unusable("public key is RSA with < 2048 bits (size:" + bits + ")", null);
            }
        } else {
            throw unusable("unsupported public key type " + algorithm, null);
        }
    }

    private SubjectPublicKeyInfo info(Bytes encoded) {
        try {
            return SubjectPublicKeyInfo.getInstance(encoded.array());
        } catch (IllegalArgumentException e) {
            throw unusable("invalid public key: it is no SubjectPublicKeyInfo", e);
        }
    }

    private int modulusBits(SubjectPublicKeyInfo key) {
        try {
            return RSAPublicKey.getInstance(key.parsePublicKey()).getModulus().bitLength();
        } catch (IOException | IllegalArgumentException e) {
            throw unusable("invalid public key: its RSA numbers cannot be read", e);
        }
    }

    private IllegalArgumentException unusable(String what, @Nullable Throwable cause) {
        return new IllegalArgumentException(option + ": " + file + ": " + what + HOW, cause);
    }
}
