/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.identity;

import java.util.function.IntPredicate;

/**
 * The host and port of a URI. What goes in and comes out has one octet in each character; what comes out is decoded.
 */
final class UriHost {
    private static final String ZONE = "%25";

    private UriHost() {}

    static String parse(String scheme, String text) {
        var bracket = text.lastIndexOf('[');
        if (bracket > 0) {
            throw new UnmappableException("the URI has a bracket within its host");
        }
        return bracket == 0 ? address(text) : name(scheme, text);
    }

    private static String address(String text) {
        var end = text.lastIndexOf(']');
        if (end < 0) {
            throw new UnmappableException("the URI lacks the bracket that ends an IPv6 address");
        }
        var port = text.substring(end + 1);
        requirePort(port);
        var inside = text.substring(1, end);
        var zone = inside.indexOf(ZONE);
        var address = zone < 0 ? inside : inside.substring(0, zone);
        if (!Ipv6Address.matches(address)) {
            throw new UnmappableException("the URI has brackets around something other than an IPv6 address");
        }
        return "[" + address + (zone < 0 ? "" : zone(inside.substring(zone))) + "]" + port;
    }

    /**
     * What may stand there as it is may be escaped too, and a percent sign must be. So may a blank, which is a host's name
     * on some systems, but then no certificate can hold it.
     */
    private static String zone(String zone) {
        if (zone.equals(ZONE)) {
            throw new UnmappableException("the URI has an IPv6 address with an empty zone");
        }
        requireEscapes(zone, octet -> octet == '%' || octet == ' ' || UriPart.HOST.isLiteral(octet));
        requireHostOctets(zone);
        return UriPart.decode(zone);
    }

    /** Only on the web may a host not have colons of its own: elsewhere lists of hosts with ports are known. */
    private static String name(String scheme, String text) {
        var web = scheme.equals("http:") || scheme.equals("https:");
        var colon = web ? text.indexOf(':') : text.lastIndexOf(':');
        if (colon >= 0) {
            requirePort(text.substring(colon));
        }
        requireEscapes(text, octet -> octet == '%' || octet >= 0x80);
        requireHostOctets(text);
        return UriPart.decode(text);
    }

    private static void requireEscapes(String text, IntPredicate allowed) {
        for (var i = text.indexOf('%'); i >= 0; i = text.indexOf('%', i + 1)) {
            if (!allowed.test(UriPart.escapeAt(text, i))) {
                throw new UnmappableException("the URI has an escape that its host must not have");
            }
        }
    }

    private static void requirePort(String port) {
        var valid = port.startsWith(":") && port.chars().skip(1).allMatch(Ascii::isDigit);
        if (!valid && !port.isEmpty()) {
            throw new UnmappableException("the URI has an invalid port");
        }
    }

    /** Octets beyond ASCII pass here: they fail at the very end, after everything else. */
    private static void requireHostOctets(String text) {
        if (!Ascii.all(text, c -> c >= 0x80 || c == '%' || UriPart.HOST.isLiteral(c))) {
            throw new UnmappableException("the URI has an invalid character in its host");
        }
    }

    /** Labels of visible characters, none of them empty. More than that no reader of certificates asks of a URI. */
    static boolean isCertifiable(String host) {
        return host.isEmpty()
                || (!("." + host + ".").contains("..") && Ascii.all(host, c -> Ascii.isBetween('!', c, '~')));
    }
}
