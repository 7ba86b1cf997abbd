/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.signing;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.crypto.engines.XSalsa20Engine;
import org.bouncycastle.crypto.macs.Poly1305;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;

/** NaCl's authenticated encryption with a shared key: XSalsa20 and, in front of the ciphertext, its Poly1305 tag. */
final class SecretBox {
    private static final int NONCE_LENGTH = 24;
    private static final int TAG_LENGTH = 16;
    private static final int MAC_KEY_LENGTH = 32;

    private SecretBox() {}

    /** The content, if the box was closed with this key. */
    static Optional<byte[]> open(byte[] key, byte[] nonce, byte[] box) {
        if (nonce.length != NONCE_LENGTH || box.length < TAG_LENGTH) {
            return Optional.empty();
        }
        var stream = new XSalsa20Engine();
        stream.init(false, new ParametersWithIV(new KeyParameter(key), nonce));
        var macKey = new byte[MAC_KEY_LENGTH];
        stream.processBytes(macKey, 0, MAC_KEY_LENGTH, macKey, 0);

        var length = box.length - TAG_LENGTH;
        var mac = new Poly1305();
        mac.init(new KeyParameter(macKey));
        mac.update(box, TAG_LENGTH, length);
        var tag = new byte[TAG_LENGTH];
        mac.doFinal(tag, 0);
        if (!MessageDigest.isEqual(tag, Arrays.copyOf(box, TAG_LENGTH))) {
            return Optional.empty();
        }
        var content = new byte[length];
        stream.processBytes(box, TAG_LENGTH, length, content, 0);
        return Optional.of(content);
    }
}
