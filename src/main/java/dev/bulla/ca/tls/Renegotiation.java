/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.tls;

/**
 * Another handshake on a connection that has one, which TLS 1.2 allows: it costs a client nothing and us a signature. The JDK
 * refuses it only where a system property says so, which it reads once, before its first use of TLS.
 */
public final class Renegotiation {
    private static final String REFUSED = "jdk.tls.rejectClientInitiatedRenegotiation";

    private Renegotiation() {}

    /** Refuses it, unless whoever started the process decided: one of the first things a process does. */
    public static void refuse() {
        System.getProperties().putIfAbsent(REFUSED, "true");
    }
}
