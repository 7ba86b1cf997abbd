/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.certificate;

import java.util.function.Supplier;

/** The log a precertificate goes to before the certificate may exist. A port: embedded, remote or none stand behind it. */
public interface TransparencyLog {

    /**
     * Hands the precertificate in, and gives what waits for the log's receipt, which is not checked yet. Whatever computes comes
     * before the waiting, so that nobody computes without a core.
     *
     * <p>Both throw {@link dev.bulla.ca.fault.UnavailableException} when the log cannot be reached in time and
     * {@link dev.bulla.ca.fault.FailedException} when it refuses or answers nonsense.
     */
    Supplier<LogReceipt> submit(Precertificate precertificate);
}
