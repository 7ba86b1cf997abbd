/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.identity;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A URI as a certificate carries it: taken apart and put together again. Verifiers compare it as text, so it has to come out
 * to the byte as it does from the original.
 *
 * <p>Work goes on octets, one in each character of a string, since escapes stand for octets and not for characters.
 */
final class UriText {
    private final String octets;
    private final UriAuthority authority;

    private UriText(String octets, UriAuthority authority) {
        this.octets = octets;
        this.authority = authority;
    }

    /** Refuses what is no URI reference. */
    static UriText parse(String text) {
        var octets = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        var hash = octets.indexOf('#');
        if (hash < 0) {
            return withoutFragment(octets);
        }
        var uri = withoutFragment(octets.substring(0, hash));
        var fragment = UriPart.FRAGMENT.settle(octets.substring(hash + 1));
        return fragment.isEmpty() ? uri : new UriText(uri.octets + "#" + fragment, uri.authority);
    }

    private static UriText withoutFragment(String octets) {
        if (octets.chars().anyMatch(c -> c < ' ' || c == 0x7F)) {
            throw new UnmappableException("the URI has a control character");
        }
        var scheme = scheme(octets);
        var question = octets.indexOf('?', scheme.length());
        var query = question < 0 ? "" : octets.substring(question);
        var location = octets.substring(scheme.length(), octets.length() - query.length());
        var uri = located(scheme.toLowerCase(Locale.ROOT), location);
        return query.isEmpty() ? uri : new UriText(uri.octets + query, uri.authority);
    }

    /** With its colon, or empty. */
    private static String scheme(String octets) {
        for (var i = 0; i < octets.length(); i++) {
            var c = octets.charAt(i);
            if (c == ':') {
                if (i == 0) {
                    throw new UnmappableException("the URI lacks a scheme before its colon");
                }
                return octets.substring(0, i + 1);
            }
            var fits = Ascii.isLetter(c) || (i > 0 && (Ascii.isDigit(c) || "+-.".indexOf(c) >= 0));
            if (!fits) {
                return "";
            }
        }
        return "";
    }

    private static UriText located(String scheme, String location) {
        if (location.startsWith("//") && !(scheme.isEmpty() && location.startsWith("///"))) {
            return withAuthority(scheme, location.substring(2));
        }
        if (location.startsWith("/")) {
            return new UriText(scheme + UriPart.PATH.settle(location), UriAuthority.NONE);
        }
        return scheme.isEmpty() ? relative(location) : new UriText(scheme + location, UriAuthority.NONE);
    }

    private static UriText withAuthority(String scheme, String location) {
        var slash = location.indexOf('/');
        var end = slash < 0 ? location.length() : slash;
        var authority = UriAuthority.parse(scheme, location.substring(0, end));
        var rest = authority.written() + UriPart.PATH.settle(location.substring(end));
        return new UriText(rest.isEmpty() ? scheme : scheme + "//" + rest, authority);
    }

    private static UriText relative(String location) {
        if (firstSegmentHasColon(location)) {
            throw new UnmappableException("the URI has a colon in its first segment");
        }
        var path = UriPart.PATH.settle(location);
        // An escape that was decoded can bring the colon back, and then this keeps it from ending a scheme.
        return new UriText(firstSegmentHasColon(path) ? "./" + path : path, UriAuthority.NONE);
    }

    private static boolean firstSegmentHasColon(String path) {
        var colon = path.indexOf(':');
        var slash = path.indexOf('/');
        return colon >= 0 && (slash < 0 || colon < slash);
    }

    /**
     * The text for a certificate. Refuses what an IA5String cannot hold and what readers could not parse.
     *
     * <p>The text is read once more as those readers do it. A decoded slash can move the start of a path to where a host
     * stands, and then the certificate would name a host that nobody vouched for.
     */
    String certifiable() {
        if (octets.chars().anyMatch(c -> c > 0x7F)) {
            throw new UnmappableException("the URI cannot be encoded as an IA5String");
        }
        if (!UriHost.isCertifiable(authority.host())) {
            throw new UnmappableException("the URI has an invalid domain");
        }
        if (!parse(octets).authority.equals(authority)) {
            throw new UnmappableException("the URI would name another host in a certificate");
        }
        return octets;
    }
}
