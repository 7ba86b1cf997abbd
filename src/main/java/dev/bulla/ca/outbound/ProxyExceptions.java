/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.outbound;

import java.net.InetAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The servers of {@code NO_PROXY}: names with all names below them ({@code example.com}), only the names below
 * ({@code .example.com}), numbers, networks ({@code 10.0.0.0/8}), any of these but networks with a port, or {@code *} for
 * all. This machine is always among them.
 */
final class ProxyExceptions {
    private final List<Predicate<Target>> exceptions;

    private ProxyExceptions(List<Predicate<Target>> exceptions) {
        this.exceptions = exceptions;
    }

    static ProxyExceptions parse(String list) {
        return new ProxyExceptions(Arrays.stream(list.split(","))
                .map(entry -> entry.strip().toLowerCase(Locale.ROOT))
                .filter(entry -> !entry.isEmpty())
                .map(ProxyExceptions::exception)
                .toList());
    }

    boolean cover(URI address) {
        var target = Target.of(address);
        return target.isThisMachine() || exceptions.stream().anyMatch(it -> it.test(target));
    }

    private static Predicate<Target> exception(String entry) {
        if (entry.equals("*")) {
            return target -> true;
        }
        var network = Network.parse(entry);
        if (network.isPresent()) {
            return target -> target.number().filter(network.get()::holds).isPresent();
        }
        var colon = literal(entry).isPresent() ? -1 : entry.lastIndexOf(':');
        var port = colon < 0 ? "" : entry.substring(colon + 1);
        var host = host(colon < 0 ? entry : entry.substring(0, colon));
        return target -> host.test(target) && (port.isEmpty() || port.equals(Integer.toString(target.port())));
    }

    private static Predicate<Target> host(String name) {
        var number = literal(name);
        if (number.isPresent()) {
            return target -> target.number().equals(number);
        }
        var bare = name.startsWith("*.") ? name.substring(1) : name;
        var below = bare.startsWith(".") ? bare : "." + bare;
        return target -> target.host().endsWith(below) || target.host().equals(bare);
    }

    /** A number in its usual notation. Names are not looked up. */
    private static Optional<InetAddress> literal(String text) {
        try {
            var bare = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
            return Optional.of(InetAddress.ofLiteral(bare));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private record Target(String host, Optional<InetAddress> number, int port) {
        static Target of(URI address) {
            var host = address.getHost().toLowerCase(Locale.ROOT);
            var usual = "https".equalsIgnoreCase(address.getScheme()) ? 443 : 80;
            return new Target(host, literal(host), address.getPort() < 0 ? usual : address.getPort());
        }

        boolean isThisMachine() {
            return host.equals("localhost")
                    || number.filter(InetAddress::isLoopbackAddress).isPresent();
        }
    }

    private record Network(InetAddress start, int bits) {
        static Optional<Network> parse(String entry) {
            var slash = entry.indexOf('/');
            if (slash < 0 || !entry.substring(slash + 1).matches("[0-9]{1,3}")) {
                return Optional.empty();
            }
            var bits = Integer.parseInt(entry.substring(slash + 1));
            return literal(entry.substring(0, slash))
                    .filter(start -> bits <= start.getAddress().length * Byte.SIZE)
                    .map(start -> new Network(start, bits));
        }

        boolean holds(InetAddress number) {
            var ours = start.getAddress();
            var theirs = number.getAddress();
            if (ours.length != theirs.length) {
                return false;
            }
            var whole = bits / Byte.SIZE;
            var mask = 0xff00 >> bits % Byte.SIZE & 0xff;
            return Arrays.equals(ours, 0, whole, theirs, 0, whole)
                    && (mask == 0 || ((ours[whole] ^ theirs[whole]) & mask) == 0);
        }
    }
}
