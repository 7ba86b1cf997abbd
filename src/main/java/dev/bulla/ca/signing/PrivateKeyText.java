/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.signing;

import dev.bulla.ca.x509.Bytes;
import dev.bulla.ca.x509.Pem;
import java.io.IOException;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** Reads a private key from PEM text, in any of the forms that key tools write. The first block of the text counts. */
final class PrivateKeyText {
    private PrivateKeyText() {}

    /** The password is not looked at where nothing is encrypted. */
    static PrivateKeyInfo read(Bytes text, String password) {
        var block = Pem.first(text)
                .orElseThrow(() ->
                        new UnusableKeyException("PEM decoding failed", "the key file must hold a private key in PEM"));
        try {
            return LegacyEncryption.isUsedBy(block) ? legacy(block, password) : modern(block, password);
        } catch (UnusableKeyException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // Parsers throw whatever they stumble over. The cause is left out: it may quote what it could not read.
            throw new UnusableKeyException(
                    "the content of the " + block.label() + " block cannot be read", "write the key file anew");
        }
    }

    private static PrivateKeyInfo modern(Pem block, String password) throws IOException {
        var content = block.content().array();
        return switch (block.label()) {
            case "ENCRYPTED PRIVATE KEY" -> PasswordEncryption.decrypt(content, password);
            case "ENCRYPTED SIGSTORE PRIVATE KEY", "ENCRYPTED COSIGN PRIVATE KEY" ->
                pkcs8(SigstoreEnvelope.read(content).open(password));
            default -> plain(block.label(), content);
        };
    }

    private static PrivateKeyInfo legacy(Pem block, String password) throws IOException {
        var content = LegacyEncryption.decrypt(block, password);
        try {
            return plain(block.label(), content);
        } catch (IOException | IllegalArgumentException | IllegalStateException e) {
            // One wrong password in 256 decrypts to something, and that is no key.
            throw LegacyEncryption.wrongPassword();
        }
    }

    private static PrivateKeyInfo plain(String label, byte[] content) throws IOException {
        return switch (label) {
            case "PRIVATE KEY" -> pkcs8(content);
            case "EC PRIVATE KEY" -> sec1(content);
            case "RSA PRIVATE KEY" -> pkcs1(content);
            default ->
                throw new UnusableKeyException(
                        "unknown private key PEM file type: " + label,
                        "the first block of the key file must be the private key");
        };
    }

    static PrivateKeyInfo pkcs8(byte[] der) throws IOException {
        return PrivateKeyInfo.getInstance(ASN1Primitive.fromByteArray(der));
    }

    private static PrivateKeyInfo sec1(byte[] der) throws IOException {
        var key = ECPrivateKey.getInstance(ASN1Primitive.fromByteArray(der));
        var algorithm = new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, key.getParametersObject());
        return new PrivateKeyInfo(algorithm, key);
    }

    private static PrivateKeyInfo pkcs1(byte[] der) throws IOException {
        var algorithm = new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE);
        return new PrivateKeyInfo(algorithm, RSAPrivateKey.getInstance(ASN1Primitive.fromByteArray(der)));
    }
}
