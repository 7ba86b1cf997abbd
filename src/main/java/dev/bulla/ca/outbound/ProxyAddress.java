/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.outbound;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Where an HTTP proxy listens.
 *
 * @param credentials the value of a Proxy-Authorization header
 */
record ProxyAddress(String host, int port, Optional<String> credentials) {
    private static final int USUAL_PORT = 80;

    /** Reads {@code http://user:password@host:port}, of which only the host is needed. */
    static ProxyAddress parse(String variable, String text) {
        try {
            var uri = new URI(text.contains("://") ? text : "http://" + text);
            if ("http".equalsIgnoreCase(uri.getScheme()) && uri.getHost() != null) {
                var port = uri.getPort() < 0 ? USUAL_PORT : uri.getPort();
                return new ProxyAddress(
                        uri.getHost(),
                        port,
                        Optional.ofNullable(uri.getRawUserInfo()).map(ProxyAddress::basic));
            }
        } catch (URISyntaxException e) {
            // Told below. The text stays out of the message and its cause: there may be a password in it.
        }
        throw new IllegalArgumentException(
                variable + " must be the address of an HTTP proxy such as http://proxy.example.com:3128");
    }

    private static String basic(String userInfo) {
        var colon = userInfo.indexOf(':');
        var user = colon < 0 ? userInfo : userInfo.substring(0, colon);
        var password = colon < 0 ? "" : userInfo.substring(colon + 1);
        var pair = decoded(user) + ":" + decoded(password);
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    /** Undoes percent-encoding only: a plus stands for itself. */
    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** Says where, and never who. */
    @Override
    public String toString() {
        return host + ":" + port;
    }
}
