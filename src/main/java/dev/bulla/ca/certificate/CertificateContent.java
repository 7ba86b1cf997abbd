/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.certificate;

import dev.bulla.ca.identity.Principal;
import dev.bulla.ca.x509.Bytes;
import java.util.Optional;

/**
 * What a certificate says, decided once for the precertificate and the certificate.
 *
 * @param serial        the content of its INTEGER
 * @param publicKeyInfo the SubjectPublicKeyInfo of the holder
 * @param keyIdentifier names the holder's key; empty leaves the extension out
 * @param principal     whom it speaks for
 */
record CertificateContent(
        IssuingChain chain,
        Bytes serial,
        Validity validity,
        Bytes publicKeyInfo,
        Optional<Bytes> keyIdentifier,
        Principal principal) {}
