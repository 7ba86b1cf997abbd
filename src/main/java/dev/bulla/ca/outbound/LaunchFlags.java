/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.outbound;

import java.util.Arrays;
import java.util.function.UnaryOperator;

/**
 * The system properties that the JDK's HTTP client reads once, before its first use. Without one the JDK refuses a header,
 * or silently leaves it out, and so what needs it asks here first.
 */
public final class LaunchFlags {
    private static final String HOST_HEADER = "jdk.httpclient.allowRestrictedHeaders";
    private static final String TUNNEL_SCHEMES = "jdk.http.auth.tunneling.disabledSchemes";

    private LaunchFlags() {}

    /** Sets both, unless whoever started the process has: the first thing a process does. */
    public static void set() {
        System.getProperties().putIfAbsent(HOST_HEADER, "host");
        System.getProperties().putIfAbsent(TUNNEL_SCHEMES, "");
    }

    /** For who sends another Host header than the address has. */
    public static void requireHostHeader(String who) {
        requireHostHeader(who, System::getProperty);
    }

    static void requireHostHeader(String who, UnaryOperator<String> properties) {
        var allowed = properties.apply(HOST_HEADER);
        if (allowed == null || Arrays.stream(allowed.split(",")).noneMatch("host"::equalsIgnoreCase)) {
            throw new IllegalStateException(
                    who + " needs a Host header of its own: start Java with -D" + HOST_HEADER + "=host");
        }
    }

    /** For who names itself to a proxy, which the JDK does for https only if no scheme is disabled. */
    static void requireProxyCredentials(UnaryOperator<String> properties) {
        var disabled = properties.apply(TUNNEL_SCHEMES);
        if (disabled == null || !disabled.isBlank()) {
            throw new IllegalStateException(
                    "the proxy for https wants a user name: start Java with -D" + TUNNEL_SCHEMES + "=");
        }
    }
}
