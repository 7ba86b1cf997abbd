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
    private static final Bytes EXTENDED_KEY_USAGE = PrecertificateSurgery.oid("551d25");
    private static final Bytes SIGNS_PRECERTIFICATES = PrecertificateSurgery.oid("2b06010401d679020404");

    static PreIssuer parse(Bytes certificate) {
        var parts = CertificateParts.parse(certificate);
        var usage = parts.extension(EXTENDED_KEY_USAGE, "extended key usage");
        if (usage.isEmpty() || !lists(usage.get().value(), SIGNS_PRECERTIFICATES)) {
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

    private static boolean lists(Bytes usages, Bytes wanted) {
        var in = DerCursor.only(DerCursor.SEQUENCE, usages).inside();
        var found = false;
        while (!in.atEnd()) {
            found |= in.take(DerCursor.OBJECT_IDENTIFIER).content().equals(wanted);
        }
        return found;
    }
}
