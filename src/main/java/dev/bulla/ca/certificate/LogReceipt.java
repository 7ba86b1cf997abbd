/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.certificate;

import dev.bulla.ctlog.SignedCertificateTimestamp;

/** What came back from the log. */
public sealed interface LogReceipt {

    /** The log's promise. It is believed only once it verifies under the log's key. */
    record Logged(SignedCertificateTimestamp timestamp) implements LogReceipt {}

    /** There is no log: the operator said so by a flag that calls itself insecure. */
    enum NotLogged implements LogReceipt {
        NOT_LOGGED
    }
}
