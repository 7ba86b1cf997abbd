/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.outbound;

import java.net.InetAddress;
import java.util.Optional;
import java.util.function.Predicate;

/** To which addresses a call may lead, whatever name led there. */
public final class Reach {
    public static final Reach ANYWHERE = new Reach(address -> true);
    /** Only to what is reachable for everybody, and so protected by itself. */
    public static final Reach PUBLIC = new Reach(PublicAddresses::include);

    private final Predicate<InetAddress> permitted;

    private Reach(Predicate<InetAddress> permitted) {
        this.permitted = permitted;
    }

    /** What is public, and the host itself if it is written as a number or as this machine's own name. */
    public static Reach publicAnd(String host) {
        if (host.equalsIgnoreCase("localhost")) {
            return new Reach(address -> PublicAddresses.include(address) || address.isLoopbackAddress());
        }
        return literal(host)
                .map(number -> new Reach(address -> PublicAddresses.include(address) || address.equals(number)))
                .orElse(PUBLIC);
    }

    boolean permits(InetAddress address) {
        return permitted.test(address);
    }

    /** The address that a host is written as, if it is no name. */
    static Optional<InetAddress> literal(String host) {
        try {
            var bare = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
            return Optional.of(InetAddress.ofLiteral(bare));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
