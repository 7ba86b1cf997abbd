/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.outbound;

import java.security.Security;

/**
 * How long the JDK remembers what a name server said, which it asks itself once, before the first name is looked up. Left alone
 * it would go on for half a minute to call a server that has started again at another address, longer than a request may take.
 */
public final class NameMemory {
    private static final String FOUND = "networkaddress.cache.ttl";
    private static final String NOT_FOUND = "networkaddress.cache.negative.ttl";

    /** What the JDK comes with. */
    private static final String USUALLY_NOT_FOUND = "10";

    private NameMemory() {}

    /** Shortens it, unless whoever set up this Java decided: one of the first things a process does. */
    public static void shorten() {
        if (Security.getProperty(FOUND) == null) {
            Security.setProperty(FOUND, "2");
        }
        if (USUALLY_NOT_FOUND.equals(Security.getProperty(NOT_FOUND))) {
            Security.setProperty(NOT_FOUND, "1");
        }
    }
}
