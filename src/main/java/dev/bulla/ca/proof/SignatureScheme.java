/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.proof;

import dev.bulla.ca.policy.SigningAlgorithm.Hash;
import dev.bulla.ca.policy.SigningAlgorithm.KeyKind;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Optional;

/**
 * A way to sign that is verified here, with the name that the contract's error texts give it.
 *
 * <p>Those without a hash prove possession like the others, and are turned away only then: SHA-1 is broken, and PSS is not
 * among what clients of the protocol may use.
 */
enum SignatureScheme {
    ECDSA_SHA256("ECDSA-SHA256", "SHA256withECDSA", KeyKind.EC, Hash.SHA_256),
    ECDSA_SHA384("ECDSA-SHA384", "SHA384withECDSA", KeyKind.EC, Hash.SHA_384),
    ECDSA_SHA512("ECDSA-SHA512", "SHA512withECDSA", KeyKind.EC, Hash.SHA_512),
    RSA_SHA256("SHA256-RSA", "SHA256withRSA", KeyKind.RSA, Hash.SHA_256),
    RSA_SHA384("SHA384-RSA", "SHA384withRSA", KeyKind.RSA, Hash.SHA_384),
    RSA_SHA512("SHA512-RSA", "SHA512withRSA", KeyKind.RSA, Hash.SHA_512),
    ED25519("Ed25519", "Ed25519", KeyKind.ED25519, Hash.NONE),
    ECDSA_SHA1("ECDSA-SHA1", "SHA1withECDSA", KeyKind.EC),
    RSA_SHA1("SHA1-RSA", "SHA1withRSA", KeyKind.RSA),
    RSA_PSS_SHA256("SHA256-RSAPSS", pss("SHA-256", MGF1ParameterSpec.SHA256, 32)),
    RSA_PSS_SHA384("SHA384-RSAPSS", pss("SHA-384", MGF1ParameterSpec.SHA384, 48)),
    RSA_PSS_SHA512("SHA512-RSAPSS", pss("SHA-512", MGF1ParameterSpec.SHA512, 64));

    private final String inErrors;
    private final String jcaName;
    private final KeyKind kind;
    private final Optional<Hash> hash;
    private final Optional<AlgorithmParameterSpec> parameters;

    SignatureScheme(String inErrors, String jcaName, KeyKind kind, Hash hash) {
        this(inErrors, jcaName, kind, Optional.of(hash), Optional.empty());
    }

    SignatureScheme(String inErrors, String jcaName, KeyKind kind) {
        this(inErrors, jcaName, kind, Optional.empty(), Optional.empty());
    }

    SignatureScheme(String inErrors, AlgorithmParameterSpec parameters) {
        this(inErrors, "RSASSA-PSS", KeyKind.RSA, Optional.empty(), Optional.of(parameters));
    }

    SignatureScheme(
            String inErrors,
            String jcaName,
            KeyKind kind,
            Optional<Hash> hash,
            Optional<AlgorithmParameterSpec> parameters) {
        this.inErrors = inErrors;
        this.jcaName = jcaName;
        this.kind = kind;
        this.hash = hash;
        this.parameters = parameters;
    }

    private static AlgorithmParameterSpec pss(String hash, MGF1ParameterSpec mask, int saltLength) {
        return new PSSParameterSpec(hash, "MGF1", mask, saltLength, PSSParameterSpec.TRAILER_FIELD_BC);
    }

    String inErrors() {
        return inErrors;
    }

    String jcaName() {
        return jcaName;
    }

    boolean isOf(ClaimedKey.Signing key) {
        return kind == key.kind();
    }

    /** What the permitted algorithms compare. Empty for a scheme that no client may use. */
    Optional<Hash> hash() {
        return hash;
    }

    Optional<AlgorithmParameterSpec> parameters() {
        return parameters;
    }
}
