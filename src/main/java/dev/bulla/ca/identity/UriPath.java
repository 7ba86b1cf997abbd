/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.identity;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Paths that grow by what a token says. Strings here hold one octet in each character. */
final class UriPath {
    private UriPath() {}

    /**
     * A path with more elements, settled. Empty elements disappear, and a slash at the very end stays.
     *
     * <p>Whoever writes claims must not choose where the path ends up, so dots that stand for another place are refused, in
     * whatever spelling. The original follows them.
     */
    static String join(String base, String elements) {
        var joined = Arrays.stream((base + "/" + elements).split("/", -1))
                .filter(element -> !element.isEmpty())
                .collect(Collectors.joining("/"));
        requireNoWayOut(joined);
        if (joined.isEmpty()) {
            return base.startsWith("/") || elements.endsWith("/") ? "/" : "";
        }
        return UriPart.PATH.settle("/" + joined + (elements.endsWith("/") ? "/" : ""));
    }

    private static void requireNoWayOut(String path) {
        for (var element : UriPart.decode(path).split("/", -1)) {
            if (element.equals(".") || element.equals("..")) {
                throw new UnmappableException("a path element of the URI leads elsewhere");
            }
        }
    }
}
