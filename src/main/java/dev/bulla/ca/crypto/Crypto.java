/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.crypto;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.Optional;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** The providers in use: the fast one where it runs, and the one that knows every algorithm. */
public final class Crypto {
    private static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();
    private static final String ED25519 = "Ed25519";

    private final Provider fast;
    private final Optional<Throwable> missed;

    private Crypto(Provider fast, Optional<Throwable> missed) {
        this.fast = fast;
        this.missed = missed;
    }

    /** Corretto if its native library loads on this machine, else Bouncy Castle. */
    public static Crypto fastest() {
        try {
            return corretto();
        } catch (LinkageError | IllegalStateException e) {
            return new Crypto(BOUNCY_CASTLE, Optional.of(e));
        }
    }

    /** Corretto or nothing: for tests that must not silently run on the other provider. */
    public static Crypto corretto() {
        var problem = AmazonCorrettoCryptoProvider.INSTANCE.getLoadingError();
        if (problem != null) {
            throw new IllegalStateException("Amazon Corretto Crypto Provider does not load here", problem);
        }
        return new Crypto(AmazonCorrettoCryptoProvider.INSTANCE, Optional.empty());
    }

    public static Crypto bouncyCastle() {
        return new Crypto(BOUNCY_CASTLE, Optional.empty());
    }

    public Provider provider() {
        return fast;
    }

    /** Bouncy Castle, for what is not hot: PEM, PKCS formats, odd algorithms. */
    public Provider complete() {
        return BOUNCY_CASTLE;
    }

    public String name() {
        return fast.getName() + " " + fast.getVersionStr();
    }

    /** Why the fast provider is not in use. Empty when it is, or when nobody asked for it. */
    public Optional<Throwable> missed() {
        return missed;
    }

    public Signature signature(String algorithm) {
        try {
            return Signature.getInstance(algorithm, providerOf("Signature", algorithm));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every signature we name is in one of the two providers", e);
        }
    }

    /**
     * Verifies the signature of a certificate. With Java's own provider alone a quarter of a server's start would go by with
     * compiling its arithmetic.
     */
    public void verify(X509Certificate signed, PublicKey signer) throws GeneralSecurityException {
        if (fast.getService("Signature", signed.getSigAlgName()) == null) {
            signed.verify(signer);
        } else {
            signed.verify(signer, fast);
        }
    }

    /** Makes keys that {@link #signature} takes. Corretto has no factory for Ed25519 and takes the JDK's keys alone. */
    public KeyFactory keyFactory(String algorithm) {
        try {
            return algorithm.equals(ED25519) && !fast.getName().equals(BOUNCY_CASTLE.getName())
                    ? KeyFactory.getInstance(algorithm)
                    : KeyFactory.getInstance(algorithm, providerOf("KeyFactory", algorithm));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every key type we name is in one of the two providers", e);
        }
    }

    public KeyPairGenerator keyPairGenerator(String algorithm) {
        try {
            return KeyPairGenerator.getInstance(algorithm, providerOf("KeyPairGenerator", algorithm));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every key type we name is in one of the two providers", e);
        }
    }

    private Provider providerOf(String service, String algorithm) {
        return fast.getService(service, algorithm) != null ? fast : BOUNCY_CASTLE;
    }
}
