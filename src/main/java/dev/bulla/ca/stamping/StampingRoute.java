/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.stamping;

import java.util.Locale;

/** The paths of a time-stamping authority. */
public enum StampingRoute {
    TIMESTAMP(StampingSite.PATH, "POST"),
    CERTCHAIN(StampingSite.PATH + "/certchain", "GET"),
    /** Whatever else lies below the first. */
    UNKNOWN("", "");

    private final String path;
    private final String method;

    StampingRoute(String path, String method) {
        this.path = path;
        this.method = method;
    }

    static StampingRoute at(String path) {
        for (var route : values()) {
            if (route.path.equals(path)) {
                return route;
            }
        }
        return UNKNOWN;
    }

    /** HEAD is a GET whose answer is not sent. */
    boolean takes(String asked) {
        return method.equals(asked) || (method.equals("GET") && asked.equals("HEAD"));
    }

    String method() {
        return method;
    }

    /** As metrics and log lines write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
