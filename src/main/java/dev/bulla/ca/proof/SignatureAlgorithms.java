/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.proof;

import dev.bulla.ca.x509.Bytes;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.jspecify.annotations.Nullable;

/** Which scheme an AlgorithmIdentifier of a signature means. */
final class SignatureAlgorithms {
    private static final ASN1ObjectIdentifier OLD_RSA_SHA1 = OIWObjectIdentifiers.sha1WithRSA;

    private static final Map<ASN1ObjectIdentifier, SignatureScheme> SCHEMES = Map.ofEntries(
            Map.entry(X9ObjectIdentifiers.ecdsa_with_SHA256, SignatureScheme.ECDSA_SHA256),
            Map.entry(X9ObjectIdentifiers.ecdsa_with_SHA384, SignatureScheme.ECDSA_SHA384),
            Map.entry(X9ObjectIdentifiers.ecdsa_with_SHA512, SignatureScheme.ECDSA_SHA512),
            Map.entry(X9ObjectIdentifiers.ecdsa_with_SHA1, SignatureScheme.ECDSA_SHA1),
            Map.entry(PKCSObjectIdentifiers.sha256WithRSAEncryption, SignatureScheme.RSA_SHA256),
            Map.entry(PKCSObjectIdentifiers.sha384WithRSAEncryption, SignatureScheme.RSA_SHA384),
            Map.entry(PKCSObjectIdentifiers.sha512WithRSAEncryption, SignatureScheme.RSA_SHA512),
            Map.entry(PKCSObjectIdentifiers.sha1WithRSAEncryption, SignatureScheme.RSA_SHA1),
            Map.entry(OLD_RSA_SHA1, SignatureScheme.RSA_SHA1),
            Map.entry(EdECObjectIdentifiers.id_Ed25519, SignatureScheme.ED25519));

    /** A hash for PSS counts only with the same hash in its mask and a salt of its own length. */
    private static final Map<ASN1ObjectIdentifier, Pss> PSS = Map.of(
            NISTObjectIdentifiers.id_sha256, new Pss(SignatureScheme.RSA_PSS_SHA256, 32),
            NISTObjectIdentifiers.id_sha384, new Pss(SignatureScheme.RSA_PSS_SHA384, 48),
            NISTObjectIdentifiers.id_sha512, new Pss(SignatureScheme.RSA_PSS_SHA512, 64));

    private SignatureAlgorithms() {}

    private record Pss(SignatureScheme scheme, int saltLength) {}

    /** Empty for what is not verified here: MD5, SHA-224, SHA-3, DSA, unusual PSS, and everything unknown. */
    static Optional<SignatureScheme> schemeOf(Bytes algorithmIdentifier) {
        try {
            return schemeOf(AlgorithmIdentifier.getInstance(algorithmIdentifier.array()));
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new NotDerException("the signature algorithm is not DER");
        }
    }

    private static Optional<SignatureScheme> schemeOf(AlgorithmIdentifier algorithm) {
        var name = algorithm.getAlgorithm();
        if (name.equals(PKCSObjectIdentifiers.id_RSASSA_PSS)) {
            return pss(algorithm.getParameters());
        }
        if (name.equals(EdECObjectIdentifiers.id_Ed25519) && algorithm.getParameters() != null) {
            return Optional.empty();
        }
        return Optional.ofNullable(SCHEMES.get(name));
    }

    private static Optional<SignatureScheme> pss(@Nullable ASN1Encodable parameters) {
        try {
            var pss = RSASSAPSSparams.getInstance(parameters);
            return Optional.ofNullable(pss)
                    .flatMap(p -> Optional.ofNullable(
                                    PSS.get(p.getHashAlgorithm().getAlgorithm()))
                            .filter(known -> isUsual(p, known.saltLength()))
                            .map(Pss::scheme));
        } catch (IllegalArgumentException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    private static boolean isUsual(RSASSAPSSparams pss, int saltLength) {
        var mask = pss.getMaskGenAlgorithm();
        var maskHash = AlgorithmIdentifier.getInstance(mask.getParameters());
        return mask.getAlgorithm().equals(PKCSObjectIdentifiers.id_mgf1)
                && maskHash.getAlgorithm().equals(pss.getHashAlgorithm().getAlgorithm())
                && hasNoParameters(maskHash)
                && hasNoParameters(pss.getHashAlgorithm())
                && pss.getSaltLength().intValueExact() == saltLength
                && pss.getTrailerField().intValueExact() == 1;
    }

    private static boolean hasNoParameters(AlgorithmIdentifier hash) {
        return hash.getParameters() == null || hash.getParameters().equals(DERNull.INSTANCE);
    }
}
