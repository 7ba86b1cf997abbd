/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A certificate that signs precertificates in place of the final issuer (RFC 6962, section 3.1).
 *
 * @param issuer       the name of who issued it, which is the final issuer
 * @param authorityKey its authority key identifier, which is the final certificate's too
 */
record PreIssuer(Bytes issuer, Optional<CertificateExtension> authorityKey) {
    private static final Bytes AUTHORITY_KEY = PrecertificateSurgery.oid("551d23");

    static PreIssuer parse(Bytes certificate) {
        var parts = CertificateParts.parse(certificate);
        if (!ExtendedKeyUsage.of(parts).allows(ExtendedKeyUsage.PRECERTIFICATE_SIGNING)) {
            throw new MalformedException("the issuing certificate is not one that signs precertificates");
        }
        return new PreIssuer(parts.issuer(), parts.extension(AUTHORITY_KEY, "authority key identifier"));
    }

    /** The encodings of these extensions, with the authority key identifier put right: replaced, removed or added. */
    List<Bytes> withItsAuthorityKey(List<CertificateExtension> extensions) {
        var encoded = new ArrayList<Bytes>();
        var replaced = false;
        for (var extension : extensions) {
            if (extension.oid().equals(AUTHORITY_KEY)) {
                authorityKey.ifPresent(theirs -> encoded.add(extension.encodedWith(theirs.value())));
                replaced = true;
            } else {
                encoded.add(extension.encoded());
            }
        }
        if (!replaced) {
            authorityKey.ifPresent(theirs -> encoded.add(theirs.encoded()));
        }
        return encoded;
    }
}
