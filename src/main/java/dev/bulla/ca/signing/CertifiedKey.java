/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.signing;

import dev.bulla.ca.x509.Bytes;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;

/**
 * A private key that is no key of the CA, with the certificate for it and those that lead to a root: what a server shows to
 * those who connect. Read from PEM text in any form that a key of the CA may have.
 *
 * @param chain the certificate of the key first
 */
public record CertifiedKey(PrivateKey key, List<X509Certificate> chain) {
    private static final String ADVICE =
            "the file must hold certificates in PEM, the server's own first and then those that issued it";

    public CertifiedKey {
        chain = List.copyOf(chain);
    }

    /**
     * Throws {@link UnusableKeyException} if the two do not belong together, or one of them cannot be used.
     *
     * @param password not looked at where nothing is encrypted
     */
    public static CertifiedKey read(Bytes chain, Bytes key, String password) {
        var certificates = ChainText.read(chain, ADVICE);
        if (certificates.isEmpty()) {
            throw new UnusableKeyException("there is no certificate in the file", ADVICE);
        }
        var signer = SignerKey.of(PrivateKeyText.read(key, password));
        ChainChecks.requireKeyOf(certificates.getFirst(), signer);
        return new CertifiedKey(ofJava(signer), certificates);
    }

    /** As the JDK's own providers want it, whose TLS it is for. */
    private static PrivateKey ofJava(SignerKey signer) {
        try {
            return KeyFactory.getInstance(KeyWord.of(signer.publicKey()).factory())
                    .generatePrivate(new PKCS8EncodedKeySpec(signer.info().getEncoded()));
        } catch (IOException | GeneralSecurityException e) {
            throw new UnusableKeyException("the private key cannot be read by the JDK", "write the key file anew");
        }
    }

    /** Leaves out the key. */
    @Override
    public String toString() {
        return "key of " + chain.getFirst().getSubjectX500Principal();
    }
}
