/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.timestamp;

import dev.bulla.ca.fault.Backend;
import dev.bulla.ca.fault.FailedException;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.tsp.TSTInfo;

/**
 * Signs the content of a token (RFC 5652, with what RFC 3161 and RFC 5816 ask for). Put together of the library's values and not by its
 * generator, which takes the time of signing from another clock than ours and adds an attribute that no client needs.
 */
record TokenSigner(StampingKey key, Instant moment) {

    /** @param withCertificate whether the token brings the signer's own certificate, and none above it */
    ContentInfo sign(TSTInfo info, boolean withCertificate) {
        var content = Der.of(info);
        var algorithm = key.chain().algorithm();
        var signer = key.chain().signer();
        var attributes = attributes(algorithm.digest(content));
        var signed = new SignerInfo(
                signer.identifier(),
                algorithm.digest(),
                attributes,
                algorithm.signature(),
                new DEROctetString(signature(Der.of(attributes))),
                (ASN1Set) null);
        var data = new SignedData(
                new DERSet(algorithm.digest()),
                new ContentInfo(PKCSObjectIdentifiers.id_ct_TSTInfo, new DEROctetString(content)),
                withCertificate ? new DERSet(signer.certificate()) : null,
                null,
                new DERSet(signed));
        return new ContentInfo(CMSObjectIdentifiers.signedData, data);
    }

    private ASN1Set attributes(byte[] digest) {
        var attributes = new ASN1EncodableVector();
        attributes.add(new Attribute(CMSAttributes.contentType, new DERSet(PKCSObjectIdentifiers.id_ct_TSTInfo)));
        attributes.add(new Attribute(CMSAttributes.signingTime, new DERSet(new Time(Date.from(moment)))));
        attributes.add(new Attribute(CMSAttributes.messageDigest, new DERSet(new DEROctetString(digest))));
        attributes.add(key.chain().signer().attribute());
        return new DERSet(attributes);
    }

    private byte[] signature(byte[] toBeSigned) {
        var signature = key.sign(toBeSigned);
        if (!key.chain().verifies(toBeSigned, signature)) {
            throw new FailedException(
                    Backend.SIGNER, "the signature of a timestamp does not verify with the authority's public key");
        }
        return signature;
    }
}
