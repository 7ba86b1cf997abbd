/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.web;

import io.helidon.webserver.http.Handler;

/** A handler for all that lies under a path, beside what else the port serves. */
public record Mount(String prefix, Handler handler) {

    /** What this one does not answer goes to the others. */
    public Handler beside(Handler others) {
        return (request, response) -> {
            var path = request.prologue().uriPath().rawPath();
            var mine = path.startsWith(prefix)
                    && (path.length() == prefix.length() || path.charAt(prefix.length()) == '/');
            (mine ? handler : others).handle(request, response);
        };
    }

    /** All of them, beside what else the port serves. */
    public static Handler all(Iterable<Mount> mounts, Handler others) {
        var handler = others;
        for (var mount : mounts) {
            handler = mount.beside(handler);
        }
        return handler;
    }
}
