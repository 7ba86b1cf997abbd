/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.signing;

import dev.bulla.ca.certificate.IssuingChain;
import dev.bulla.ca.crypto.Crypto;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A CA that signs one certificate and is put away again.
 *
 * @param chain     its own certificate first, and the root last
 * @param algorithm by which its key signs, in the Java cryptography architecture
 */
record Issuer(List<X509Certificate> chain, PrivateKey key, String algorithm) {
    Issuer {
        chain = List.copyOf(chain);
    }

    /** The CA that files hold, in any form that a key of a CA may have. Throws {@link UnusableKeyException}. */
    static Issuer read(KeyFiles files, Crypto crypto) {
        var contents = files.read();
        var chain = ChainText.read(contents.chain());
        if (chain.isEmpty()) {
            throw new UnusableKeyException(
                    files.chain() + " holds no certificate",
                    "name the chain of a CA, its own certificate first and its root last");
        }
        var signer = SignerKey.of(PrivateKeyText.read(contents.key(), files.password()));
        ChainChecks.requireKeyOf(chain.getFirst(), signer);
        var algorithm = new IssuingChain(chain, crypto).algorithm().jcaName();
        return new Issuer(chain, signer.usable(crypto), algorithm);
    }

    X500Name name() {
        return X500Name.getInstance(certificate().getSubjectX500Principal().getEncoded());
    }

    /** What its certificate calls its key, copied because there are several ways to make one. */
    byte[] keyIdentifier() {
        var extension = certificate().getExtensionValue("2.5.29.14");
        return extension == null
                ? KeyIdentifiers.sha256(SubjectPublicKeyInfo.getInstance(
                        certificate().getPublicKey().getEncoded()))
                : SubjectKeyIdentifier.getInstance(
                                ASN1OctetString.getInstance(extension).getOctets())
                        .getKeyIdentifier();
    }

    ContentSigner signer(Provider provider) throws OperatorCreationException {
        return new JcaContentSignerBuilder(algorithm).setProvider(provider).build(key);
    }

    /** The latest moment at which something under it may end. */
    Instant latest(Instant wanted) {
        return chain.stream()
                .map(above -> above.getNotAfter().toInstant())
                .reduce(wanted, (one, other) -> one.isBefore(other) ? one : other);
    }

    X509Certificate certificate() {
        return chain.getFirst();
    }

    /** Leaves out the key. */
    @Override
    public String toString() {
        return "CA " + certificate().getSubjectX500Principal();
    }
}
