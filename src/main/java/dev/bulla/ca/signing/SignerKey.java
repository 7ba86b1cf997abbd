/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.signing;

import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.crypto.KeyStrength;
import dev.bulla.ca.crypto.NistCurve;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.params.RSAPrivateCrtKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;

/** A private key of a CA, with the public key worked out from it and not taken from beside it. */
final class SignerKey {
    private final PrivateKeyInfo info;
    private final SubjectPublicKeyInfo publicKey;
    private final Optional<String> weakness;

    private SignerKey(PrivateKeyInfo info, SubjectPublicKeyInfo publicKey, Optional<String> weakness) {
        this.info = info;
        this.publicKey = publicKey;
        this.weakness = weakness;
    }

    static SignerKey of(PrivateKeyInfo info) {
        try {
            var key = PrivateKeyFactory.createKey(info);
            var publicKey = SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(publicKeyOf(key));
            // Some parsers stumble over the public key that newer forms carry along.
            var bare = new PrivateKeyInfo(info.getPrivateKeyAlgorithm(), info.parsePrivateKey());
            return new SignerKey(bare, publicKey, weaknessOf(key));
        } catch (UnusableKeyException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // Parsers throw whatever they stumble over. The cause is left out: it may quote the key.
            throw new UnusableKeyException("the private key cannot be read", "write the key file anew");
        }
    }

    private static AsymmetricKeyParameter publicKeyOf(AsymmetricKeyParameter key) {
        return switch (key) {
            case ECPrivateKeyParameters ec
            when ec.getParameters() instanceof ECNamedDomainParameters curve ->
                new ECPublicKeyParameters(curve.getG().multiply(ec.getD()), curve);
            case RSAPrivateCrtKeyParameters rsa ->
                new RSAKeyParameters(false, rsa.getModulus(), rsa.getPublicExponent());
            case Ed25519PrivateKeyParameters edwards -> edwards.generatePublicKey();
            default ->
                throw new UnusableKeyException(
                        "unsupported private key type", "use a key on P-256, P-384 or P-521, RSA or Ed25519");
        };
    }

    private static Optional<String> weaknessOf(AsymmetricKeyParameter key) {
        return switch (key) {
            case RSAPrivateCrtKeyParameters rsa -> KeyStrength.weaknessOf(rsa.getModulus(), rsa.getPublicExponent());
            case ECPrivateKeyParameters ec -> weaknessOf((ECNamedDomainParameters) ec.getParameters());
            default -> Optional.empty();
        };
    }

    private static Optional<String> weaknessOf(ECNamedDomainParameters parameters) {
        var name = encoded(parameters);
        return Arrays.stream(NistCurve.values())
                .filter(curve -> Arrays.equals(curve.identifier(), name))
                .findFirst()
                .map(KeyStrength::weaknessOf)
                .orElse(Optional.of("ECDSA curve " + parameters.getName() + " not allowed"));
    }

    private static byte[] encoded(ECNamedDomainParameters parameters) {
        try {
            return parameters.getName().getEncoded();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
    }

    /** The key itself in PKCS#8, with nothing beside it. */
    PrivateKeyInfo info() {
        return info;
    }

    SubjectPublicKeyInfo publicKey() {
        return publicKey;
    }

    /** Why no certificate should rest on it. */
    Optional<String> weakness() {
        return weakness;
    }

    PrivateKey usable(Crypto crypto) {
        try {
            return crypto.keyFactory(KeyWord.of(publicKey).factory())
                    .generatePrivate(new PKCS8EncodedKeySpec(info.getEncoded()));
        } catch (IOException | InvalidKeySpecException e) {
            throw new UnusableKeyException(
                    "the private key cannot be read by " + crypto.name(), "write the key file anew");
        }
    }
}
