/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.transparency;

import dev.bulla.ca.certificate.LogReceipt;
import dev.bulla.ca.certificate.Precertificate;
import dev.bulla.ca.certificate.TransparencyLog;
import java.util.function.Supplier;

/** No log at all: the operator said so by a flag that calls itself insecure. */
public enum NoLog implements TransparencyLog {
    NO_LOG;

    @Override
    public Supplier<LogReceipt> submit(Precertificate precertificate) {
        return () -> LogReceipt.NotLogged.NOT_LOGGED;
    }
}
