/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.authority;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.CertificateSignature;
import dev.bulla.ctlog.codec.PublicKeyInfo;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import java.util.Map;

/** The decoded key of an authority. */
public final class IssuerKey {

    /** The kinds of keys by the whole of their identifiers, with the names under which providers know them. */
    private static final Map<Bytes, String> KINDS = Map.of(
            identifier("301306072a8648ce3d020106082a8648ce3d030107"), "EC",
            identifier("301006072a8648ce3d020106052b81040022"), "EC",
            identifier("301006072a8648ce3d020106052b81040023"), "EC",
            identifier("300d06092a864886f70d0101010500"), "RSA",
            identifier("300506032b6570"), "Ed25519");

    private final PublicKey key;
    private final Provider provider;

    private IssuerKey(PublicKey key, Provider provider) {
        this.key = key;
        this.provider = provider;
    }

    /** The key in a SubjectPublicKeyInfo, or {@link IllegalArgumentException} if authorities have no such keys. */
    public static IssuerKey decode(Bytes subjectPublicKeyInfo, Provider provider) {
        var kind = KINDS.get(PublicKeyInfo.parse(subjectPublicKeyInfo).algorithm());
        if (kind == null) {
            throw new IllegalArgumentException("the authority's key is none of P-256, P-384, P-521, RSA, Ed25519");
        }
        try {
            var encoded = new X509EncodedKeySpec(subjectPublicKeyInfo.toArray());
            return new IssuerKey(factory(kind, provider).generatePublic(encoded), provider);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the authority's key does not decode", e);
        }
    }

    /** Some providers verify with Ed25519 and leave it to the JDK to decode the keys. */
    private static KeyFactory factory(String kind, Provider provider) throws NoSuchAlgorithmException {
        return provider.getService("KeyFactory", kind) == null
                ? KeyFactory.getInstance(kind)
                : KeyFactory.getInstance(kind, provider);
    }

    /** Whether a certificate was signed with this key. */
    public boolean signed(CertificateSignature certificate, SignatureScheme scheme) {
        try {
            var verifier = scheme.verifier(provider);
            verifier.initVerify(key);
            verifier.update(certificate.content().toArray());
            return verifier.verify(certificate.signature().toArray());
        } catch (GeneralSecurityException _) {
            // A key of another algorithm, bytes that are no signature, an algorithm that the provider does not know:
            // in each case nothing shows that this authority signed.
            return false;
        }
    }

    private static Bytes identifier(String hex) {
        return Bytes.view(HexFormat.of().parseHex(hex));
    }
}
