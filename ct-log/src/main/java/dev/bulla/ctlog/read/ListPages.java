/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.read;

import dev.bulla.ctlog.read.Page.Caching;

/** What several logs under one address answer together. */
public final class ListPages {
    private ListPages() {}

    /** The list of all of them. */
    public static LogAnswer list(LogRequest request, String json) {
        return switch (request.method()) {
            case "OPTIONS" -> Answers.options();
            case "GET" -> page(request, json);
            case "HEAD" -> Answers.withoutBody(page(request, json));
            default -> Answers.wrongMethod();
        };
    }

    private static LogAnswer page(LogRequest request, String json) {
        return Answers.page(Page.json(json, Caching.MINUTE), request);
    }

    /** A path that leads to none of them. */
    public static LogAnswer nowhere(LogRequest request, String list) {
        return request.method().equals("OPTIONS")
                ? Answers.options()
                : Answers.refusal(RefusedReadException.notFound(
                        "not-found", "there are several logs here, each below its own name: see " + list));
    }
}
