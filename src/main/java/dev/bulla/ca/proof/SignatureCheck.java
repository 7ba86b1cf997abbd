/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.proof;

import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.x509.Bytes;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;

/** Verifies signatures with keys that were just read. What a provider might take more loosely is checked before it. */
final class SignatureCheck {
    private final Crypto crypto;

    SignatureCheck(Crypto crypto) {
        this.crypto = crypto;
    }

    boolean verifies(ClaimedKey.Signing key, SignatureScheme scheme, Bytes signed, Bytes signature) {
        if (!scheme.isOf(key) || !isWellFormed(key, signature)) {
            return false;
        }
        try {
            var verifier = crypto.signature(scheme.jcaName());
            if (scheme.parameters().isPresent()) {
                verifier.setParameter(scheme.parameters().get());
            }
            verifier.initVerify(usable(key));
            verifier.update(signed.array());
            return verifier.verify(signature.array());
        } catch (GeneralSecurityException e) {
            // A signature that cannot be read, or a key that is no point of its curve after all.
            return false;
        }
    }

    private static boolean isWellFormed(ClaimedKey.Signing key, Bytes signature) {
        return switch (key) {
            case ClaimedKey.Rsa rsa -> signature.length() == (rsa.bits() + 7) / 8;
            case ClaimedKey.Ec ec -> EcdsaSignature.isDer(signature);
            case ClaimedKey.Ed25519 edwards -> signature.length() == 64;
        };
    }

    private PublicKey usable(ClaimedKey.Signing key) throws GeneralSecurityException {
        var algorithm = switch (key.kind()) {
            case EC -> "EC";
            case RSA -> "RSA";
            case ED25519 -> "Ed25519";
        };
        return crypto.keyFactory(algorithm)
                .generatePublic(new X509EncodedKeySpec(key.info().array()));
    }
}
