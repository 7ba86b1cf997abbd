/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.signing;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Map;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.cms.GCMParameters;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.EncryptionScheme;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/** PKCS#8 keys encrypted with a password: PBES2 of RFC 8018, and nothing older. */
final class PasswordEncryption {
    private static final KeyCipher WRITTEN = KeyCipher.cbc("AES", 32);
    private static final int BLOCK = 16;
    private static final int GCM_TAG_BITS = 128;

    private static final Map<ASN1ObjectIdentifier, KeyCipher> CIPHERS = Map.of(
            NISTObjectIdentifiers.id_aes128_CBC, KeyCipher.cbc("AES", 16),
            NISTObjectIdentifiers.id_aes192_CBC, KeyCipher.cbc("AES", 24),
            NISTObjectIdentifiers.id_aes256_CBC, WRITTEN,
            NISTObjectIdentifiers.id_aes128_GCM, KeyCipher.gcm(16),
            NISTObjectIdentifiers.id_aes192_GCM, KeyCipher.gcm(24),
            NISTObjectIdentifiers.id_aes256_GCM, KeyCipher.gcm(32),
            PKCSObjectIdentifiers.des_EDE3_CBC, KeyCipher.cbc("DESede", 24));

    private PasswordEncryption() {}

    static PrivateKeyInfo decrypt(byte[] der, String password) throws IOException {
        var encrypted = EncryptedPrivateKeyInfo.getInstance(ASN1Primitive.fromByteArray(MalformedPrf.mended(der)));
        if (!encrypted.getEncryptionAlgorithm().getAlgorithm().equals(PKCSObjectIdentifiers.id_PBES2)) {
            throw failed("only PBES2 supported", "encrypt the key anew, for example with: openssl pkcs8 -topk8");
        }
        var parameters =
                PBES2Parameters.getInstance(encrypted.getEncryptionAlgorithm().getParameters());
        var scheme = parameters.getEncryptionScheme();
        var cipher = CIPHERS.get(scheme.getAlgorithm());
        if (cipher == null) {
            throw failed("unsupported cipher (OID: " + scheme.getAlgorithm() + ")", "use AES-256-CBC");
        }
        var key = PasswordKey.derive(parameters.getKeyDerivationFunc(), password, cipher.keyLength());
        var parametersOfCipher = parameters(cipher, scheme);
        try {
            var content = cipher.decrypt(key, parametersOfCipher, encrypted.getEncryptedData());
            return PrivateKeyText.pkcs8(content);
        } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
            throw failed("incorrect password", "check the password of the key file");
        }
    }

    private static AlgorithmParameterSpec parameters(KeyCipher cipher, EncryptionScheme scheme) {
        var parameters = scheme.getParameters();
        if (!cipher.isAuthenticated()) {
            return new IvParameterSpec(octets(parameters));
        }
        if (parameters.toASN1Primitive() instanceof ASN1OctetString nonce) {
            // Not the form of RFC 5084, and yet the one that the only known writer of such files has.
            return new GCMParameterSpec(GCM_TAG_BITS, nonce.getOctets());
        }
        var gcm = GCMParameters.getInstance(parameters);
        return new GCMParameterSpec(8 * gcm.getIcvLen(), gcm.getNonce());
    }

    private static byte[] octets(ASN1Encodable parameters) {
        return ASN1OctetString.getInstance(parameters).getOctets();
    }

    /** Encrypts a key with AES-256-CBC, in the form that every tool reads. */
    static byte[] encrypt(PrivateKeyInfo key, String password, SecureRandom random) throws IOException {
        var iv = new byte[BLOCK];
        random.nextBytes(iv);
        var derivation = PasswordKey.fresh(random);
        var symmetric = PasswordKey.derive(derivation, password, WRITTEN.keyLength());
        var scheme = new EncryptionScheme(NISTObjectIdentifiers.id_aes256_CBC, new DEROctetString(iv));
        try {
            var content = WRITTEN.encrypt(symmetric, new IvParameterSpec(iv), key.getEncoded());
            var algorithm =
                    new AlgorithmIdentifier(PKCSObjectIdentifiers.id_PBES2, new PBES2Parameters(derivation, scheme));
            return new EncryptedPrivateKeyInfo(algorithm, content).getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES", e);
        }
    }

    static UnusableKeyException failed(String finding, String advice) {
        return new UnusableKeyException("failed to decrypt and parse encrypted private key: pkcs8: " + finding, advice);
    }
}
