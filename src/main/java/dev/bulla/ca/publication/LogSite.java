/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.publication;

import dev.bulla.ca.web.Mount;
import dev.bulla.ca.web.TimedConnection;
import dev.bulla.ctlog.ReadAnswer;
import dev.bulla.ctlog.ReadRequest;
import dev.bulla.ctlog.ShardedLog;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Arrays;
import java.util.Locale;

/** The pages of a log under a prefix. */
public final class LogSite implements Handler {
    private final ShardedLog log;
    private final String prefix;

    private LogSite(ShardedLog log, String prefix) {
        this.log = log;
        this.prefix = prefix;
    }

    public static Mount of(ShardedLog log, String prefix) {
        return new Mount(prefix, new LogSite(log, prefix));
    }

    @Override
    public void handle(ServerRequest request, ServerResponse response) {
        TimedConnection.current().working();
        var answer = log.read(asked(request));
        TimedConnection.current().answering();
        send(answer, request.prologue().method().text(), response);
    }

    private ReadRequest asked(ServerRequest request) {
        var path = request.prologue().uriPath().rawPath();
        var query = request.prologue().query();
        return new ReadRequest(
                request.prologue().method().text(),
                path.length() == prefix.length() ? "" : path.substring(prefix.length() + 1),
                query.isEmpty() ? "" : query.rawValue(),
                acceptsGzip(request),
                request.headers().first(HeaderNames.IF_NONE_MATCH));
    }

    /** Nobody who says q=0 means yes. */
    private static boolean acceptsGzip(ServerRequest request) {
        return request.headers().values(HeaderNames.ACCEPT_ENCODING).stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(coding -> coding.replace(" ", "").toLowerCase(Locale.ROOT))
                .anyMatch(coding ->
                        coding.equals("gzip") || (coding.startsWith("gzip;") && !coding.matches("gzip;q=0(\\.0*)?")));
    }

    private static void send(ReadAnswer answer, String method, ServerResponse response) {
        response.status(Status.create(answer.status()));
        answer.headers().forEach((name, value) -> response.header(HeaderValues.create(name, value)));
        if (method.equals("HEAD") || answer.status() == 204 || answer.status() == 304) {
            response.send();
        } else {
            response.send(answer.body());
        }
    }
}
