/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.publication;

import dev.bulla.ca.web.Mount;
import dev.bulla.ctlog.SearchUnavailableException;
import dev.bulla.ctlog.ShardedLog;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.concurrent.Semaphore;

/**
 * Finds entries of the log by whom they speak for. It is for operators: a log is public, but a list of what somebody signed is
 * easily had here and nowhere else.
 */
public final class SearchSite implements Handler {
    /** No log can be read under a path that hides this one; see the settings. */
    public static final String PATH = "/log-entries";

    /** A search reads many tiles; certificates come first. */
    private static final int AT_A_TIME = 2;

    private static final String TEXT = "text/plain; charset=utf-8";

    private final ShardedLog log;
    private final Semaphore room = new Semaphore(AT_A_TIME);

    private SearchSite(ShardedLog log) {
        this.log = log;
    }

    public static Mount of(ShardedLog log) {
        return new Mount(PATH, new SearchSite(log));
    }

    @Override
    public void handle(ServerRequest request, ServerResponse response) {
        if (!request.prologue().method().equals(Method.GET)) {
            send(response, Status.METHOD_NOT_ALLOWED_405, TEXT, "only GET\n");
        } else if (!request.prologue().uriPath().path().equals(PATH)) {
            send(response, Status.NOT_FOUND_404, TEXT, "here is " + PATH + "\n");
        } else if (room.tryAcquire()) {
            try {
                search(request, response);
            } finally {
                room.release();
            }
        } else {
            later(response, "others are searching");
        }
    }

    private void search(ServerRequest request, ServerResponse response) {
        try {
            var found = log.search(SearchParameters.query(request.query()), SearchParameters.shard(request.query()));
            send(response, Status.OK_200, "application/json", FoundJson.of(found));
        } catch (SearchUnavailableException e) {
            later(response, String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            send(response, Status.BAD_REQUEST_400, TEXT, e.getMessage() + "\n");
        }
    }

    private static void later(ServerResponse response, String why) {
        response.header(HeaderNames.RETRY_AFTER, "1");
        send(response, Status.SERVICE_UNAVAILABLE_503, TEXT, why + "\n");
    }

    private static void send(ServerResponse response, Status status, String type, String body) {
        response.status(status)
                .header(HeaderNames.CONTENT_TYPE, type)
                .header(HeaderNames.CACHE_CONTROL, "no-store")
                .send(body);
    }
}
