/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.certificate;

import java.time.Instant;

/**
 * What a precertificate remembers for the certificate that follows it.
 *
 * @param signer the key and chain that signed the precertificate and will sign the certificate, whatever is rotated meanwhile
 * @param madeAt when, as far as our clock knew
 * @param fields the precertificate taken apart
 */
record Draft(
        IssuingKey signer, Instant madeAt, CertificateContent content, Template template, CertificateFields fields) {}
