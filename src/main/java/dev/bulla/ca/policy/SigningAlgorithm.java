/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.policy;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * A client key and hash that an operator can permit, under the name the original's flag gives it.
 *
 * <p>Only key type, size and hash are compared, as in the original. So the PSS names mean the same as the PKCS#1 names of
 * their size, and {@code ed25519-ph} can be named but matches no request.
 */
public enum SigningAlgorithm {
    ECDSA_SHA2_256_NISTP256("ecdsa-sha2-256-nistp256", KeyKind.EC, 256, Hash.SHA_256, true),
    ECDSA_SHA2_384_NISTP384("ecdsa-sha2-384-nistp384", KeyKind.EC, 384, Hash.SHA_384, true),
    ECDSA_SHA2_512_NISTP521("ecdsa-sha2-512-nistp521", KeyKind.EC, 521, Hash.SHA_512, true),
    RSA_SIGN_PKCS1_2048_SHA256("rsa-sign-pkcs1-2048-sha256", KeyKind.RSA, 2048, Hash.SHA_256, true),
    RSA_SIGN_PKCS1_3072_SHA256("rsa-sign-pkcs1-3072-sha256", KeyKind.RSA, 3072, Hash.SHA_256, true),
    RSA_SIGN_PKCS1_4096_SHA256("rsa-sign-pkcs1-4096-sha256", KeyKind.RSA, 4096, Hash.SHA_256, true),
    ED25519("ed25519", KeyKind.ED25519, 256, Hash.NONE, true),
    RSA_SIGN_PSS_2048_SHA256("rsa-sign-pss-2048-sha256", KeyKind.RSA, 2048, Hash.SHA_256, false),
    RSA_SIGN_PSS_3072_SHA256("rsa-sign-pss-3072-sha256", KeyKind.RSA, 3072, Hash.SHA_256, false),
    RSA_SIGN_PSS_4096_SHA256("rsa-sign-pss-4096-sha256", KeyKind.RSA, 4096, Hash.SHA_256, false),
    ECDSA_SHA2_256_NISTP384("ecdsa-sha2-256-nistp384", KeyKind.EC, 384, Hash.SHA_256, false),
    ECDSA_SHA2_256_NISTP521("ecdsa-sha2-256-nistp521", KeyKind.EC, 521, Hash.SHA_256, false),
    ED25519_PH("ed25519-ph", KeyKind.ED25519, 256, Hash.SHA_512, false);

    /** The kinds of client key, with the name the contract's error text gives them. */
    public enum KeyKind {
        EC("*ecdsa.PublicKey"),
        RSA("*rsa.PublicKey"),
        ED25519("ed25519.PublicKey");

        private final String inErrors;

        KeyKind(String inErrors) {
            this.inErrors = inErrors;
        }

        public String inErrors() {
            return inErrors;
        }
    }

    /** The hash a signature is made over; Ed25519 does its own. */
    public enum Hash {
        SHA_256("SHA-256"),
        SHA_384("SHA-384"),
        SHA_512("SHA-512"),
        NONE("unknown hash value 0");

        private final String inErrors;

        Hash(String inErrors) {
            this.inErrors = inErrors;
        }

        public String inErrors() {
            return inErrors;
        }
    }

    private final String flag;
    private final KeyKind kind;
    private final int bits;
    private final Hash hash;
    private final boolean byDefault;

    SigningAlgorithm(String flag, KeyKind kind, int bits, Hash hash, boolean byDefault) {
        this.flag = flag;
        this.kind = kind;
        this.bits = bits;
        this.hash = hash;
        this.byDefault = byDefault;
    }

    /** Its name in {@code --client-signing-algorithms}. */
    public String flag() {
        return flag;
    }

    public boolean matches(KeyKind kind, int bits, Hash hash) {
        return this.kind == kind && this.bits == bits && this.hash == hash;
    }

    public static Optional<SigningAlgorithm> named(String flag) {
        return Arrays.stream(values()).filter(a -> a.flag.equals(flag)).findFirst();
    }

    public static Set<SigningAlgorithm> defaults() {
        var defaults = EnumSet.noneOf(SigningAlgorithm.class);
        Arrays.stream(values()).filter(a -> a.byDefault).forEach(defaults::add);
        return defaults;
    }
}
