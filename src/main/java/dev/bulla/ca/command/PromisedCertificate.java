/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import dev.bulla.ctlog.IssuerKeyHash;
import dev.bulla.ctlog.LoggedEntry;
import dev.bulla.ctlog.SignedCertificateTimestamp;
import dev.bulla.ctlog.TimestampList;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/** A certificate with those above it, and what a log has promised about it. */
record PromisedCertificate(List<X509Certificate> chain) {

    X509Certificate leaf() {
        return chain.getFirst();
    }

    /** The first of its subject alternative names. */
    String subjectName() throws GeneralSecurityException {
        return Optional.ofNullable(leaf().getSubjectAlternativeNames()).stream()
                .flatMap(names -> names.stream().map(name -> String.valueOf(name.getLast())))
                .findFirst()
                .orElseThrow(() -> new CommandFailedException("the certificate names nobody"));
    }

    /** What the log must have seen: the certificate as it was announced, worked out from it as it is now. */
    LoggedEntry entry() throws CertificateEncodingException {
        return LoggedEntry.ofFinalCertificate(
                leaf().getEncoded(), IssuerKeyHash.ofIssuer(chain.get(1).getEncoded()));
    }

    SignedCertificateTimestamp timestamp() throws CertificateEncodingException {
        return TimestampList.inCertificate(leaf().getEncoded())
                .map(list -> list.timestamps().getFirst())
                .orElseThrow(() -> new CommandFailedException("the certificate carries no promise of a log"));
    }
}
