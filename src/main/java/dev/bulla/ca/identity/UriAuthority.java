/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.identity;

/**
 * Who a URI says is responsible for it: the part after the two slashes. One octet in each character.
 *
 * @param userInfo with its {@code @}, as written; empty if there is none
 * @param host     decoded, together with its port
 */
record UriAuthority(String userInfo, String host) {
    static final UriAuthority NONE = new UriAuthority("", "");

    private static final String USER_INFO_MARKS = "-._:~!$&'()*+,;=%@";

    static UriAuthority parse(String scheme, String authority) {
        var at = authority.lastIndexOf('@');
        var host = UriHost.parse(scheme, authority.substring(at + 1));
        return new UriAuthority(at < 0 ? "" : userInfo(authority.substring(0, at)) + "@", host);
    }

    private static String userInfo(String text) {
        if (!text.chars().allMatch(c -> Ascii.isAlphanumeric(c) || USER_INFO_MARKS.indexOf(c) >= 0)) {
            throw new UnmappableException("the URI has an invalid user part");
        }
        var colon = text.indexOf(':');
        return colon < 0 ? settled(text) : settled(text.substring(0, colon)) + ":" + settled(text.substring(colon + 1));
    }

    private static String settled(String text) {
        return UriPart.USER_INFO.encode(UriPart.decode(text));
    }

    boolean isEmpty() {
        return userInfo.isEmpty() && host.isEmpty();
    }

    /** The host without its port, and an IPv6 address without its brackets. */
    String hostName() {
        var bracket = host.indexOf(']');
        if (bracket >= 0) {
            return host.substring(1, bracket);
        }
        var colon = host.indexOf(':');
        return colon < 0 ? host : host.substring(0, colon);
    }

    String written() {
        return userInfo + UriPart.HOST.encode(host);
    }
}
