/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.outbound;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** A host that is looked up here and called by its number. */
record HostName(URI address, String host, String port) {
    private static final Pattern AUTHORITY = Pattern.compile("(?<host>[A-Za-z0-9._-]+)(?<port>:[0-9]{1,5})?");

    /** The host of an address that has one. */
    static HostName of(URI address) {
        var port = address.getPort() < 0 ? "" : ":" + address.getPort();
        return new HostName(address, address.getHost(), port);
    }

    /**
     * A host that {@link URI} does not take for one because of an underscore, as services of container networks have it.
     * Nothing if the address can be called as it is.
     */
    static Optional<HostName> in(URI address) {
        if (address.getHost() != null || address.getRawAuthority() == null) {
            return Optional.empty();
        }
        var authority = AUTHORITY.matcher(address.getRawAuthority());
        if (!"http".equalsIgnoreCase(address.getScheme()) || !authority.matches()) {
            return Optional.empty();
        }
        var port = Optional.ofNullable(authority.group("port")).orElse("");
        return Optional.of(new HostName(address, authority.group("host"), port));
    }

    /** What the server expects in the Host header. */
    String header() {
        return host + port;
    }

    URI byNumber() throws UnknownHostException {
        return at(InetAddress.getByName(host));
    }

    URI at(InetAddress number) {
        var literal = number instanceof Inet6Address ? "[" + number.getHostAddress() + "]" : number.getHostAddress();
        var authority = address.getRawAuthority();
        var rest = address.toString().substring(address.getScheme().length() + "://".length() + authority.length());
        return URI.create(address.getScheme() + "://" + literal + port + rest);
    }
}
