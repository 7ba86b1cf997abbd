/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.outbound;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/**
 * The addresses of the open internet, by the registries of IANA for special addresses of both kinds.
 *
 * <p>Everything else is somebody's own: this machine, its links, private networks, those of carriers (100.64.0.0/10), groups,
 * examples, and the notations that carry another address in them (IPv4-mapped, NAT64, 6to4, Teredo).
 */
final class PublicAddresses {
    private static final List<Network> NOT_V4 = Network.all(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/3");
    private static final Network UNICAST_V6 = Network.of("2000::/3");
    private static final List<Network> NOT_V6 =
            Network.all("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "2620:4f:8000::/48");

    private PublicAddresses() {}

    static boolean include(InetAddress address) {
        return address.getAddress().length == 4
                ? NOT_V4.stream().noneMatch(network -> network.holds(address))
                : UNICAST_V6.holds(address) && NOT_V6.stream().noneMatch(network -> network.holds(address));
    }

    private record Network(InetAddress start, int bits) {

        static List<Network> all(String... notations) {
            return Arrays.stream(notations).map(Network::of).toList();
        }

        static Network of(String notation) {
            var parts = notation.split("/", 2);
            return new Network(InetAddress.ofLiteral(parts[0]), Integer.parseInt(parts[1]));
        }

        boolean holds(InetAddress address) {
            var ours = start.getAddress();
            var theirs = address.getAddress();
            for (var bit = 0; bit < bits; bit++) {
                var mask = 0x80 >> bit % Byte.SIZE;
                if (((ours[bit / Byte.SIZE] ^ theirs[bit / Byte.SIZE]) & mask) != 0) {
                    return false;
                }
            }
            return true;
        }
    }
}
