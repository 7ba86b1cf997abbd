/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.discovery;

import java.net.URI;
import java.util.Locale;

/** The server that a URL names, spelt in one way. */
record Origin(String scheme, String host, int port) {

    static Origin of(URI url) {
        var scheme = url.getScheme().toLowerCase(Locale.ROOT);
        var port = url.getPort() >= 0 ? url.getPort() : usualPort(scheme);
        return new Origin(scheme, url.getHost().toLowerCase(Locale.ROOT), port);
    }

    private static int usualPort(String scheme) {
        return scheme.equals("https") ? 443 : 80;
    }

    /** The host, and the port where it is not the usual one. */
    String server() {
        return port == usualPort(scheme) ? host : host + ":" + port;
    }
}
