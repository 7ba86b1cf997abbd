/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.clients.rekor;

import dev.bulla.ca.sigstore.KeyDetails;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.Map;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.DigestInfo;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/**
 * Whoever made a signature, as a request names them. A certificate counts for its key alone: who issued it and for when is what
 * verifiers ask.
 *
 * @param keyDetails the name of the key's kind
 * @param canonical  what an entry says of it
 */
record Verifier(PublicKey key, String keyDetails, Map<String, Object> canonical) {
    private static final String ED25519 = "PKIX_ED25519";

    static Verifier ofCertificate(byte[] der, String keyDetails) throws RefusedEntryException {
        try {
            var certificate =
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
            return of(certificate.getPublicKey(), keyDetails, "x509Certificate", der);
        } catch (CertificateException e) {
            throw new RefusedEntryException("x509Certificate is no certificate: " + e.getMessage());
        }
    }

    static Verifier ofKey(byte[] der, String keyDetails) throws RefusedEntryException {
        try {
            var key = new JcaPEMKeyConverter().getPublicKey(SubjectPublicKeyInfo.getInstance(der));
            return of(key, keyDetails, "publicKey", der);
        } catch (IOException | IllegalArgumentException e) {
            throw new RefusedEntryException("publicKey is no key: " + e.getMessage());
        }
    }

    private static Verifier of(PublicKey key, String keyDetails, String form, byte[] der) throws RefusedEntryException {
        var found = KeyDetails.of(key).map(name -> name.equals(ED25519) ? ED25519 + "_PH" : name);
        if (found.filter(keyDetails::equals).isEmpty()) {
            throw new RefusedEntryException(
                    "keyDetails is %s, and the key is %s".formatted(keyDetails, found.orElse("of no kind known here")));
        }
        var encoded = Base64.getEncoder().encodeToString(der);
        return new Verifier(key, keyDetails, Map.of("keyDetails", keyDetails, form, Map.of("rawBytes", encoded)));
    }

    /** The hash over which the key signs, by its name in the published schema. */
    String hash() {
        return switch (bits()) {
            case 384 -> "SHA2_384";
            case 512 -> "SHA2_512";
            default -> "SHA2_256";
        };
    }

    private int bits() {
        return keyDetails.startsWith(ED25519) || keyDetails.endsWith("512")
                ? 512
                : keyDetails.endsWith("384") ? 384 : 256;
    }

    byte[] digest(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-" + bits()).digest(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has it", e);
        }
    }

    /** Whether the key made the signature over what has this digest. */
    boolean verifies(byte[] digest, byte[] signature, Provider provider) {
        if (digest.length * Byte.SIZE != bits()) {
            return false;
        }
        try {
            return switch (key.getAlgorithm()) {
                case "RSA" -> verifies("NONEwithRSA", digestInfo(digest), signature, provider);
                case "Ed25519", "EdDSA" -> verifiesEd25519(digest, signature);
                default -> verifies("NONEwithECDSA", digest, signature, provider);
            };
        } catch (GeneralSecurityException | IOException _) {
            return false;
        }
    }

    private boolean verifies(String algorithm, byte[] content, byte[] signature, Provider provider)
            throws GeneralSecurityException {
        var verification = Signature.getInstance(algorithm, provider);
        verification.initVerify(key);
        verification.update(content);
        return verification.verify(signature);
    }

    private static byte[] digestInfo(byte[] digest) throws IOException {
        var sha256 = new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256, DERNull.INSTANCE);
        return new DigestInfo(sha256, digest).getEncoded();
    }

    /** RFC 8032, section 5.1: the form that signs a digest. */
    private boolean verifiesEd25519(byte[] digest, byte[] signature) {
        var point = SubjectPublicKeyInfo.getInstance(key.getEncoded())
                .getPublicKeyData()
                .getOctets();
        return signature.length == Ed25519.SIGNATURE_SIZE
                && Ed25519.verifyPrehash(signature, 0, point, 0, new byte[0], digest, 0);
    }
}
