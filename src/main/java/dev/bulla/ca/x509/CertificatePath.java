/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.x509;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;

/**
 * The way from a certificate to one that is believed (RFC 5280, section 6), walked by the JDK.
 *
 * @param certificates the certificate in question first; the anchor is none of them
 */
public record CertificatePath(List<X509Certificate> certificates, X509Certificate anchor) {
    public CertificatePath {
        certificates = List.copyOf(certificates);
    }

    /**
     * Returns if all of them hold at this moment; else throws. Nothing is revoked: what people sign with expires sooner than a
     * list would be read.
     */
    public void verify(Instant at) throws GeneralSecurityException {
        // The JDK takes an anchor that has expired.
        anchor.checkValidity(Date.from(at));
        var parameters = new PKIXParameters(Set.of(new TrustAnchor(anchor, null)));
        parameters.setRevocationEnabled(false);
        parameters.setDate(Date.from(at));
        var path = CertificateFactory.getInstance("X.509").generateCertPath(certificates);
        CertPathValidator.getInstance("PKIX").validate(path, parameters);
    }
}
