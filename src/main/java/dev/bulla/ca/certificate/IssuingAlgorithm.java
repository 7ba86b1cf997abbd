/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.certificate;

import dev.bulla.ca.x509.Bytes;
import java.util.Arrays;
import java.util.HexFormat;

/** How a CA signs. Its key alone decides: how its own certificate was signed does not matter. */
public enum IssuingAlgorithm {
    ECDSA_P256("EC", "SHA256withECDSA", KeyForm.P256, "300a06082a8648ce3d040302"),
    ECDSA_P384("EC", "SHA384withECDSA", KeyForm.P384, "300a06082a8648ce3d040303"),
    ECDSA_P521("EC", "SHA512withECDSA", KeyForm.P521, "300a06082a8648ce3d040304"),
    RSA("RSA", "SHA256withRSA", KeyForm.RSA, "300d06092a864886f70d01010b0500"),
    ED25519("Ed25519", "Ed25519", KeyForm.ED25519, "300506032b6570");

    private final String keyName;
    private final String jcaName;
    private final KeyForm keyForm;
    private final byte[] identifier;

    IssuingAlgorithm(String keyName, String jcaName, KeyForm keyForm, String identifier) {
        this.keyName = keyName;
        this.jcaName = jcaName;
        this.keyForm = keyForm;
        this.identifier = HexFormat.of().parseHex(identifier);
    }

    /** The algorithm of the CA with this key, a SubjectPublicKeyInfo in DER. */
    static IssuingAlgorithm of(Bytes publicKeyInfo) {
        var form = KeyForm.of(DerValue.only(publicKeyInfo.array()));
        return Arrays.stream(values())
                .filter(algorithm -> algorithm.keyForm == form)
                .findFirst()
                .orElseThrow();
    }

    /** The name of its keys for a key factory. */
    String keyName() {
        return keyName;
    }

    /** The name of its signatures in the Java cryptography architecture. */
    public String jcaName() {
        return jcaName;
    }

    /** The AlgorithmIdentifier in DER, for reading only. */
    byte[] identifier() {
        return identifier;
    }
}
