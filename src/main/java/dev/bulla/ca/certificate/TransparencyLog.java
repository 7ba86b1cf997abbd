/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.certificate;

/** The log a precertificate goes to before the certificate may exist. A port: embedded, remote or none stand behind it. */
public interface TransparencyLog {

    /**
     * Enters the precertificate and returns the log's receipt, which is not checked yet.
     *
     * <p>Throws {@link dev.bulla.ca.fault.UnavailableException} when the log cannot be reached in time and
     * {@link dev.bulla.ca.fault.FailedException} when it refuses or answers nonsense.
     */
    LogReceipt submit(Precertificate precertificate);
}
