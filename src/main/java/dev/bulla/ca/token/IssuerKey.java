/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.util.Base64URL;
import java.security.GeneralSecurityException;
import java.util.Set;

/** One usable key of an issuer, converted once so that verifying with it is cheap. */
final class IssuerKey {

    /** The arithmetic behind a key. */
    @FunctionalInterface
    interface Check {
        boolean holds(TokenAlgorithm algorithm, byte[] content, Base64URL signature)
                throws JOSEException, GeneralSecurityException;

        static Check by(JWSVerifier verifier) {
            return (algorithm, content, signature) -> verifier.verify(algorithm.header(), content, signature);
        }
    }

    private final String id;
    private final Set<TokenAlgorithm> algorithms;
    private final Check check;

    IssuerKey(String id, Set<TokenAlgorithm> algorithms, Check check) {
        this.id = id;
        this.algorithms = algorithms;
        this.check = check;
    }

    /** True if a token of this key id and algorithm may have been signed by this key. No id means any key. */
    boolean fits(String keyId, TokenAlgorithm algorithm) {
        return (keyId.isEmpty() || keyId.equals(id)) && algorithms.contains(algorithm);
    }

    /** False also for signatures that cannot be read: a key says no, and nothing more. */
    boolean verifies(TokenAlgorithm algorithm, byte[] content, Base64URL signature) {
        try {
            return check.holds(algorithm, content, signature);
        } catch (JOSEException | GeneralSecurityException e) {
            return false;
        }
    }
}
