/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.signing;

import java.security.GeneralSecurityException;
import java.security.spec.AlgorithmParameterSpec;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/** A cipher that key files are encrypted with. */
record KeyCipher(String name, String mode, int keyLength) {

    static KeyCipher cbc(String name, int keyLength) {
        return new KeyCipher(name, "CBC/PKCS5Padding", keyLength);
    }

    static KeyCipher gcm(int keyLength) {
        return new KeyCipher("AES", "GCM/NoPadding", keyLength);
    }

    boolean isAuthenticated() {
        return mode.startsWith("GCM");
    }

    /** Throws {@link javax.crypto.BadPaddingException} for the wrong key, as far as the mode can tell. */
    byte[] decrypt(byte[] key, AlgorithmParameterSpec parameters, byte[] content) throws GeneralSecurityException {
        return run(Cipher.DECRYPT_MODE, key, parameters, content);
    }

    byte[] encrypt(byte[] key, AlgorithmParameterSpec parameters, byte[] content) throws GeneralSecurityException {
        return run(Cipher.ENCRYPT_MODE, key, parameters, content);
    }

    private byte[] run(int direction, byte[] key, AlgorithmParameterSpec parameters, byte[] content)
            throws GeneralSecurityException {
        var cipher = Cipher.getInstance(name + "/" + mode);
        cipher.init(direction, new SecretKeySpec(key, name), parameters);
        return cipher.doFinal(content);
    }
}
