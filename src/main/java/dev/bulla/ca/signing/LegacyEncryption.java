/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.signing;

import dev.bulla.ca.x509.Pem;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.spec.IvParameterSpec;
import org.bouncycastle.crypto.generators.OpenSSLPBEParametersGenerator;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * The encryption of RFC 1423, announced by a {@code DEK-Info} header. Its key comes from one round of MD5: it is read because
 * such files exist, and never written.
 */
final class LegacyEncryption {
    private static final String HEADER = "DEK-Info";
    private static final int SALT_LENGTH = 8;

    private static final Map<String, KeyCipher> CIPHERS = Map.of(
            "DES-CBC", KeyCipher.cbc("DES", 8),
            "DES-EDE3-CBC", KeyCipher.cbc("DESede", 24),
            "AES-128-CBC", KeyCipher.cbc("AES", 16),
            "AES-192-CBC", KeyCipher.cbc("AES", 24),
            "AES-256-CBC", KeyCipher.cbc("AES", 32));

    private LegacyEncryption() {}

    static boolean isUsedBy(Pem block) {
        return block.headers().containsKey(HEADER);
    }

    static byte[] decrypt(Pem block, String password) {
        var header = block.headers().getOrDefault(HEADER, "").split(",", 2);
        var cipher = CIPHERS.get(header[0]);
        if (cipher == null || header.length < 2) {
            throw failed("x509: unknown encryption mode", "encrypt the key anew as PKCS#8");
        }
        try {
            var iv = HexFormat.of().parseHex(header[1].strip());
            var key = key(password, iv, cipher.keyLength());
            return cipher.decrypt(key, new IvParameterSpec(iv), block.content().array());
        } catch (GeneralSecurityException e) {
            throw wrongPassword();
        }
    }

    private static byte[] key(String password, byte[] iv, int length) {
        var generator = new OpenSSLPBEParametersGenerator();
        generator.init(password.getBytes(StandardCharsets.UTF_8), Arrays.copyOf(iv, SALT_LENGTH));
        return ((KeyParameter) generator.generateDerivedParameters(8 * length)).getKey();
    }

    static UnusableKeyException wrongPassword() {
        return failed("x509: decryption password incorrect", "check the password of the key file");
    }

    private static UnusableKeyException failed(String finding, String advice) {
        return new UnusableKeyException("failed to decrypt legacy PEM block: " + finding, advice);
    }
}
