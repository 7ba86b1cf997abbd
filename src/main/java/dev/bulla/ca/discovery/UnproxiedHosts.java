/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.discovery;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The hosts that {@code NO_PROXY} lists, separated by commas: a name stands for itself and what is below it, a name with a
 * dot in front only for what is below; addresses and networks ({@code 10.0.0.0/8}) match hosts written as addresses; each
 * may end in a port; {@code *} is everything. This machine is always among them.
 */
final class UnproxiedHosts {
    private final List<String> entries;

    UnproxiedHosts(String list) {
        this.entries = Arrays.stream(list.toLowerCase(Locale.ROOT).split(","))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .map(entry -> entry.startsWith("*.") ? entry.substring(1) : entry)
                .toList();
    }

    boolean include(URI uri) {
        var host = withoutBrackets(uri.getHost().toLowerCase(Locale.ROOT));
        var port = uri.getPort() >= 0 ? uri.getPort() : "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
        var address = address(host);
        return host.equals("localhost")
                || address.filter(InetAddress::isLoopbackAddress).isPresent()
                || entries.stream().anyMatch(entry -> matches(entry, host, address, port));
    }

    private static boolean matches(String entry, String host, Optional<InetAddress> address, int port) {
        if (entry.equals("*")) {
            return true;
        }
        if (address.isPresent() && entry.contains("/")) {
            return isIn(entry, address.get());
        }
        var colon = entry.endsWith("]") || address(entry).isPresent() ? -1 : entry.lastIndexOf(':');
        if (colon >= 0 && !entry.substring(colon + 1).equals(Integer.toString(port))) {
            return false;
        }
        var name = withoutBrackets(colon >= 0 ? entry.substring(0, colon) : entry);
        if (address.isPresent()) {
            return address.equals(address(name));
        }
        return name.startsWith(".") ? host.endsWith(name) : host.equals(name) || host.endsWith("." + name);
    }

    private static boolean isIn(String network, InetAddress address) {
        var slash = network.indexOf('/');
        var base = address(network.substring(0, slash)).map(InetAddress::getAddress);
        var bytes = address.getAddress();
        if (base.isEmpty()
                || base.get().length != bytes.length
                || !network.substring(slash + 1).matches("\\d{1,3}")) {
            return false;
        }
        var others = bytes.length * 8 - Integer.parseInt(network.substring(slash + 1));
        return others >= 0
                && new BigInteger(1, bytes).shiftRight(others).equals(new BigInteger(1, base.get()).shiftRight(others));
    }

    /** Never looks a name up. */
    private static Optional<InetAddress> address(String host) {
        try {
            return Optional.of(InetAddress.ofLiteral(host));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String withoutBrackets(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }
}
