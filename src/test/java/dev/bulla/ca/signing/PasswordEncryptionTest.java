/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulla.ca.testing.TestKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.cms.GCMParameters;
import org.bouncycastle.asn1.misc.MiscObjectIdentifiers;
import org.bouncycastle.asn1.misc.ScryptParams;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.EncryptionScheme;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The encryptions that OpenSSL does not write, and the one we write. */
class PasswordEncryptionTest {
    private static final String PASSWORD = "correct horse";
    private static final byte[] SALT = "sixteen bytes of".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NONCE = "twelve bytes".getBytes(StandardCharsets.US_ASCII);

    private final byte[] key = TestKeys.p256().privateKey().getEncoded();

    @ParameterizedTest
    @CsvSource({"6, 16", "26, 24", "46, 32"})
    void readsGaloisCounterModeWithTheParametersOfBothWorlds(String arc, int length)
            throws IOException, GeneralSecurityException {
        // given
        var oid = new ASN1ObjectIdentifier("2.16.840.1.101.3.4.1." + arc);
        var content = gcm(length);

        // then
        assertThat(PasswordEncryption.decrypt(file(oid, new DEROctetString(NONCE), content), PASSWORD)
                        .getEncoded())
                .isEqualTo(key);
        assertThat(PasswordEncryption.decrypt(file(oid, new GCMParameters(NONCE, 16), content), PASSWORD)
                        .getEncoded())
                .isEqualTo(key);
        assertThatThrownBy(() -> PasswordEncryption.decrypt(file(oid, new DEROctetString(NONCE), content), "wrong"))
                .isInstanceOf(UnusableKeyException.class)
                .hasMessageContaining("incorrect password");
    }

    @ParameterizedTest
    @CsvSource({"'', 1000", "salt, 0", "salt, -1"})
    void aDerivationWithoutSaltOrIterationsIsRefused(String salt, int iterations) {
        var parameters = new PBKDF2Params(salt.getBytes(StandardCharsets.US_ASCII), iterations);

        assertThatThrownBy(() -> PasswordKey.derive(
                        new KeyDerivationFunc(PKCSObjectIdentifiers.id_PBKDF2, parameters), PASSWORD, 32))
                .isInstanceOf(UnusableKeyException.class)
                .hasMessageContaining("no salt or no iterations");
    }

    private byte[] gcm(int length) throws GeneralSecurityException {
        var secret = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                .generateSecret(new PBEKeySpec(PASSWORD.toCharArray(), SALT, 1000, 8 * length));
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                Cipher.ENCRYPT_MODE, new SecretKeySpec(secret.getEncoded(), "AES"), new GCMParameterSpec(128, NONCE));
        return cipher.doFinal(key);
    }

    private static byte[] file(ASN1ObjectIdentifier cipher, ASN1Encodable parameters, byte[] content)
            throws IOException {
        var prf = new AlgorithmIdentifier(PKCSObjectIdentifiers.id_hmacWithSHA256, DERNull.INSTANCE);
        var derivation = new KeyDerivationFunc(PKCSObjectIdentifiers.id_PBKDF2, new PBKDF2Params(SALT, 1000, prf));
        return file(derivation, new EncryptionScheme(cipher, parameters), content);
    }

    private static byte[] file(KeyDerivationFunc derivation, EncryptionScheme scheme, byte[] content)
            throws IOException {
        var parameters = new PBES2Parameters(derivation, scheme);
        var algorithm = new AlgorithmIdentifier(PKCSObjectIdentifiers.id_PBES2, parameters);
        return new EncryptedPrivateKeyInfo(algorithm, content).getEncoded();
    }

    @Test
    void doesNotSpendAFortuneOnAFileThatAsksForOne() throws IOException {
        // given
        var scheme = new EncryptionScheme(NISTObjectIdentifiers.id_aes256_CBC, new DEROctetString(SALT));
        var iterations = new KeyDerivationFunc(
                PKCSObjectIdentifiers.id_PBKDF2,
                new PBKDF2Params(
                        SALT,
                        Integer.MAX_VALUE,
                        new AlgorithmIdentifier(PKCSObjectIdentifiers.id_hmacWithSHA256, DERNull.INSTANCE)));
        var memory = new KeyDerivationFunc(MiscObjectIdentifiers.id_scrypt, new ScryptParams(SALT, 1 << 30, 8, 1));

        // then
        for (var derivation : new KeyDerivationFunc[] {iterations, memory}) {
            var file = file(derivation, scheme, new byte[16]);
            assertThatThrownBy(() -> PasswordEncryption.decrypt(file, PASSWORD))
                    .isInstanceOf(UnusableKeyException.class)
                    .hasMessageContaining("too expensive");
        }
    }

    @Test
    void writesWhatItReadsAndNothingTwice() throws IOException {
        // given
        var random = new SecureRandom();
        var info = PrivateKeyInfo.getInstance(key);

        // when
        var once = PasswordEncryption.encrypt(info, PASSWORD, random);
        var again = PasswordEncryption.encrypt(info, PASSWORD, random);

        // then
        assertThat(PasswordEncryption.decrypt(once, PASSWORD)).isEqualTo(info);
        assertThat(once).isNotEqualTo(again);
    }
}
