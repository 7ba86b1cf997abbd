/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.api;

import java.util.List;

/** The headers that a page of another site may set on its requests, in the order in which browsers ask for them. */
final class SafeHeaders {
    private static final List<String> SAFE = List.of("accept", "content-type", "x-requested-with");

    /** A list may have some empty places, and one blank or tab around each name: what proxies make of it, and not more. */
    private static final int MOST_EMPTY_PLACES = 16;

    private SafeHeaders() {}

    /** Whether all names in these values of a header are safe, in small letters, in order and there once. */
    static boolean areAll(List<String> values) {
        var last = -1;
        var empty = 0;
        for (var value : values) {
            for (var place : value.split(",", -1)) {
                var name = trimmed(place);
                if (name.isEmpty()) {
                    if (++empty > MOST_EMPTY_PLACES) {
                        return false;
                    }
                    continue;
                }
                var at = SAFE.indexOf(name);
                if (at <= last) {
                    return false;
                }
                last = at;
            }
        }
        return true;
    }

    /** Without one blank or tab at either end. */
    private static String trimmed(String place) {
        var begin = !place.isEmpty() && isBlank(place.charAt(0)) ? 1 : 0;
        var end = place.length() > begin && isBlank(place.charAt(place.length() - 1))
                ? place.length() - 1
                : place.length();
        return place.substring(begin, end);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}
