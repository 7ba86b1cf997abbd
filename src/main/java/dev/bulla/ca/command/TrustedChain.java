/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import dev.bulla.ca.x509.CertificatePath;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A chain, judged as whoever verifies a signature would judge it: by a root that is known from somewhere else. */
record TrustedChain(X509Certificate root) {
    private static final String CODE_SIGNING = "1.3.6.1.5.5.7.3.3";
    private static final Duration LONGEST = Duration.ofMinutes(10);

    /** Returns if the first certificate of the chain may be relied on at this time; else throws with what is wrong. */
    void verify(List<X509Certificate> chain, Instant now) throws GeneralSecurityException {
        var leaf = chain.getFirst();
        var usage = leaf.getExtendedKeyUsage();
        if (usage == null || !usage.equals(List.of(CODE_SIGNING))) {
            throw new CommandFailedException("the certificate is not for signing code, or not for that alone");
        }
        if (lifetime(leaf).compareTo(LONGEST) > 0) {
            throw new CommandFailedException("the certificate is valid for " + lifetime(leaf) + ", which is too long");
        }
        verifyPath(chain, now);
    }

    static Duration lifetime(X509Certificate certificate) {
        return Duration.between(
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant());
    }

    private void verifyPath(List<X509Certificate> chain, Instant now) throws GeneralSecurityException {
        var belowRoot = chain.stream().filter(it -> !it.equals(root)).toList();
        try {
            new CertificatePath(belowRoot, root).verify(now);
        } catch (CertPathValidatorException | CertificateExpiredException | CertificateNotYetValidException e) {
            throw new CommandFailedException("the chain does not lead to the root: " + e.getMessage());
        }
    }
}
