/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.api;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The target in the first line of a request: usually a path, sometimes a whole URL. */
final class HttpTarget {
    private HttpTarget() {}

    /**
     * The path with its percent escapes decoded and nothing else done to it: dots and double slashes stay.
     *
     * @param target without its query, and with escapes that are well formed
     * @return empty if there is no path in the target
     */
    static Optional<String> path(String target) {
        if (target.startsWith("/")) {
            return Optional.of(decoded(target));
        }
        var authority = target.indexOf("://");
        var path = authority < 0 ? -1 : target.indexOf('/', authority + 3);
        return path < 0 ? Optional.empty() : Optional.of(decoded(target.substring(path)));
    }

    private static String decoded(String path) {
        if (path.indexOf('%') < 0) {
            return path;
        }
        var bytes = new ByteArrayOutputStream(path.length());
        for (var i = 0; i < path.length(); i++) {
            if (path.charAt(i) == '%') {
                bytes.write(Integer.parseInt(path, i + 1, i + 3, 16));
                i += 2;
            } else {
                bytes.write(path.charAt(i));
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
