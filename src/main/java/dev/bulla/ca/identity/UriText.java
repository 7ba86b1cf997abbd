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
    private final String scheme;
    private final String slashes;
    private final String path;
    private final String end;
    private final UriAuthority authority;

    /**
     * @param scheme  in lower case with its colon, or empty
     * @param slashes two of them and the authority, or empty
     * @param path    settled; after a scheme it may be opaque, and then it does not start with a slash
     * @param end     query and fragment with their marks
     */
    private UriText(String scheme, String slashes, String path, String end, UriAuthority authority) {
        this.scheme = scheme;
        this.slashes = slashes;
        this.path = path;
        this.end = end;
        this.authority = authority;
    }

    /** Refuses what is no URI reference. */
    static UriText parse(String text) {
        return parseOctets(octets(text));
    }

    private static String octets(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private static UriText parseOctets(String octets) {
        var hash = octets.indexOf('#');
        return hash < 0 ? of(octets, "") : of(octets.substring(0, hash), octets.substring(hash + 1));
    }

    private static UriText of(String octets, String fragment) {
        if (!Ascii.all(octets, c -> c >= ' ' && c != 0x7F)) {
            throw new UnmappableException("the URI has a control character");
        }
        var scheme = scheme(octets);
        var question = octets.indexOf('?', scheme.length());
        var query = question < 0 ? "" : octets.substring(question);
        var location = octets.substring(scheme.length(), octets.length() - query.length());
        var uri = located(scheme.toLowerCase(Locale.ROOT), location);
        var settled = UriPart.FRAGMENT.settle(fragment);
        return uri.endingIn(settled.isEmpty() ? query : query + "#" + settled);
    }

    private UriText endingIn(String queryAndFragment) {
        return new UriText(scheme, slashes, path, queryAndFragment, authority);
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
        if (scheme.isEmpty() && firstSegmentHasColon(location)) {
            throw new UnmappableException("the URI has a colon in its first segment");
        }
        var opaque = !scheme.isEmpty() && !location.startsWith("/");
        return new UriText(scheme, "", opaque ? location : UriPart.PATH.settle(location), "", UriAuthority.NONE);
    }

    private static UriText withAuthority(String scheme, String location) {
        var slash = location.indexOf('/');
        var end = slash < 0 ? location.length() : slash;
        var authority = UriAuthority.parse(scheme, location.substring(0, end));
        var path = UriPart.PATH.settle(location.substring(end));
        var slashes = authority.isEmpty() && path.isEmpty() ? "" : "//" + authority.written();
        return new UriText(scheme, slashes, path, "", authority);
    }

    private static boolean firstSegmentHasColon(String path) {
        var colon = path.indexOf(':');
        var slash = path.indexOf('/');
        return colon >= 0 && (slash < 0 || colon < slash);
    }

    /** In lower case with its colon, or empty. */
    String scheme() {
        return scheme;
    }

    /** The host without its port. */
    String hostName() {
        return authority.hostName();
    }

    /** The same with these elements at the end of its path. Refuses those that would vanish from it or climb. */
    UriText join(String... elements) {
        if (authority.host().isEmpty()) {
            throw new UnmappableException("the URI needs a host before a path can be added to it");
        }
        return new UriText(scheme, slashes, UriPath.join(path, octets(String.join("/", elements))), end, authority);
    }

    /**
     * The same over https, whatever it was before. Without a scheme the path starts with what was meant as the host, and so
     * the result is read anew.
     */
    UriText overHttps() {
        var host = scheme.isEmpty() && slashes.isEmpty() && !path.isEmpty() ? "//" : slashes;
        return new UriText("https:", host, path, end, parseOctets("https:" + host + path + end).authority);
    }

    /** The text for an extension. */
    String written() {
        return new String(asOctets().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    private String asOctets() {
        // An escape that was decoded can bring a colon into the first segment, and then a dot keeps it from ending a
        // scheme.
        var guard = scheme.isEmpty() && slashes.isEmpty() && firstSegmentHasColon(path) ? "./" : "";
        return scheme + slashes + guard + path + end;
    }

    /**
     * The text for a subject name. Refuses what an IA5String cannot hold and what readers could not parse.
     *
     * <p>The text is read once more as those readers do it. A decoded slash can move the start of a path to where a host
     * stands, and then the certificate would name a host that nobody vouched for.
     */
    String certifiable() {
        var octets = asOctets();
        if (!Ascii.all(octets, c -> c <= 0x7F)) {
            throw new UnmappableException("the URI cannot be encoded as an IA5String");
        }
        if (!UriHost.isCertifiable(authority.host())) {
            throw new UnmappableException("the URI has an invalid domain");
        }
        if (!parseOctets(octets).authority.equals(authority)) {
            throw new UnmappableException("the URI would name another host in a certificate");
        }
        return octets;
    }
}
