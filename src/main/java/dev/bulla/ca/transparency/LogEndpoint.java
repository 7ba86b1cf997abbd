/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.transparency;

import dev.bulla.ca.outbound.LaunchFlags;
import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where a log takes precertificates. */
public final class LogEndpoint {
    private static final Pattern AUTHORITY =
            Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(:(?<port>[0-9]{1,5}))?");
    private static final int LARGEST_PORT = 0xffff;

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
        if (!isCallable(base)) {
            throw new IllegalArgumentException(
                    "ct-log-url must be http or https, with a host and without user name and fragment: "
                            + withoutUser(name));
        }
        var headers = new HashMap<>(Map.of("Content-Type", "application/json"));
        origin.ifPresent(host -> headers.put("Host", checked(host)));
        return new LogEndpoint(name, URI.create(name + "/ct/v1/add-pre-chain"), headers);
    }

    /** A name with an underscore, which {@link URI} does not take for a host, is one on networks of containers. */
    private static boolean isCallable(URI base) {
        var scheme = String.valueOf(base.getScheme()).toLowerCase(Locale.ROOT);
        return (scheme.equals("http") || (scheme.equals("https") && base.getHost() != null))
                && Optional.ofNullable(base.getRawAuthority())
                        .filter(LogEndpoint::isAuthority)
                        .isPresent()
                && base.getRawFragment() == null;
    }

    private static boolean isAuthority(String text) {
        var authority = AUTHORITY.matcher(text);
        return authority.matches()
                && (authority.group("port") == null || Integer.parseInt(authority.group("port")) <= LARGEST_PORT);
    }

    private static String checked(String origin) {
        if (!isAuthority(origin)) {
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
