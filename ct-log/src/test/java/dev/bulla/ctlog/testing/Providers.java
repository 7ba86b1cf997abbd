/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.testing;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.Provider;
import java.security.Security;
import java.util.stream.Stream;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** The providers that everything cryptographic is tried with. */
public final class Providers {
    public static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();

    private Providers() {}

    /** Those that sign with ECDSA and with RSA. Amazon Corretto's is among them where its native library loads. */
    public static Stream<Provider> all() {
        var corretto = AmazonCorrettoCryptoProvider.INSTANCE;
        return corretto.getLoadingError() == null ? Stream.of(BOUNCY_CASTLE, corretto) : Stream.of(BOUNCY_CASTLE);
    }

    /** Those that sign with ECDSA: the JDK splits its algorithms over several. */
    public static Stream<Provider> withEcdsa() {
        return Stream.concat(all(), Stream.of(Security.getProvider("SunEC")));
    }
}
