/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.transparency;

import dev.bulla.ca.outbound.LaunchFlags;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where a log takes precertificates. */
public final class LogEndpoint {
    private static final Pattern HOST =
            Pattern.compile("[A-Za-z0-9._-]+(:[0-9]{1,5})?|\\[[0-9A-Fa-f:.]+](:[0-9]{1,5})?");

    private final String name;
    private final URI submission;
    private final Map<String, String> headers;

    private LogEndpoint(String name, URI submission, Map<String, String> headers) {
        this.name = name;
        this.submission = submission;
        this.headers = Map.copyOf(headers);
    }

    /**
     * The endpoint below a base URL. Slashes at its end do not count; nothing else of it is interpreted, so that even a
     * query stays in front of our path.
     *
     * @param origin the Host header, where the log answers to another name than its address
     * @throws IllegalArgumentException if one of the two is unusable
     * @throws IllegalStateException if Java was started so that it cannot send the origin, with what to do
     */
    public static LogEndpoint of(URI base, Optional<String> origin) {
        var name = base.toString().replaceAll("/+$", "");
        var authority = base.getRawAuthority();
        if (authority == null || !HOST.matcher(authority).matches() || base.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "ct-log-url needs a host and neither user name nor fragment: " + withoutUser(name));
        }
        var headers = new HashMap<>(Map.of("Content-Type", "application/json"));
        origin.ifPresent(host -> headers.put("Host", checked(host)));
        return new LogEndpoint(name, URI.create(name + "/ct/v1/add-pre-chain"), headers);
    }

    private static String checked(String origin) {
        if (!HOST.matcher(origin).matches()) {
            throw new IllegalArgumentException("ct-log-origin must be a host, with or without a port: " + origin);
        }
        LaunchFlags.requireHostHeader("ct-log-origin");
        return origin;
    }

    private static String withoutUser(String url) {
        return url.replaceFirst("//[^/]*@", "//...@");
    }

    /** What operators call the log: its base URL. */
    public String name() {
        return name;
    }

    URI submission() {
        return submission;
    }

    Map<String, String> headers() {
        return headers;
    }
}
