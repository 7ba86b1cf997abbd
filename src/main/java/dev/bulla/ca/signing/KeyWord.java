/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.signing;

import java.util.Arrays;
import java.util.Locale;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** The kinds of key that CAs have, under the word that error texts have for them. */
enum KeyWord {
    ECDSA(X9ObjectIdentifiers.id_ecPublicKey, "EC"),
    RSA(PKCSObjectIdentifiers.rsaEncryption, "RSA"),
    ED25519(EdECObjectIdentifiers.id_Ed25519, "Ed25519");

    private final ASN1ObjectIdentifier algorithm;
    private final String factory;

    KeyWord(ASN1ObjectIdentifier algorithm, String factory) {
        this.algorithm = algorithm;
        this.factory = factory;
    }

    static KeyWord of(SubjectPublicKeyInfo key) {
        var algorithm = key.getAlgorithm().getAlgorithm();
        return Arrays.stream(values())
                .filter(word -> word.algorithm.equals(algorithm))
                .findFirst()
                .orElseThrow(() -> new UnusableKeyException(
                        "unsupported key type", "use a key on P-256, P-384 or P-521, RSA or Ed25519"));
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Its name for a key factory. */
    String factory() {
        return factory;
    }
}
