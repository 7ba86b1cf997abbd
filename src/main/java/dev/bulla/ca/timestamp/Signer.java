/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.timestamp;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.cms.SignerIdentifier;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.GeneralName;

/**
 * Who signs tokens, as they say it.
 *
 * @param name          what stands in the content, for people
 * @param identifier    what a verifier looks for the certificate by
 * @param attribute     the hash of the certificate among what is signed (RFC 5816), so that no other one can be put in its place.
 *                      It is SHA-256, which that RFC has left out where it is meant
 */
record Signer(Certificate certificate, GeneralName name, SignerIdentifier identifier, Attribute attribute) {

    static Signer of(Certificate certificate) {
        var hash = new SigningCertificateV2(new ESSCertIDv2(sha256(Der.of(certificate))));
        return new Signer(
                certificate,
                new GeneralName(certificate.getSubject()),
                new SignerIdentifier(new IssuerAndSerialNumber(certificate)),
                new Attribute(PKCSObjectIdentifiers.id_aa_signingCertificateV2, new DERSet(hash)));
    }

    private static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
