/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.web;

import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderValues;
import io.helidon.http.HttpException;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.DirectTransportRequest;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/** Has requests answered, alone on their connection or among others. */
record Served(Handler handler, DirectHandler malformed) implements Handler {

    @Override
    public void handle(ServerRequest request, ServerResponse response) throws Exception {
        switch (TimedConnection.current()) {
            case TimedConnection connection -> alone(connection, request, response);
            case TimedStream stream -> amongOthers(stream, request, response);
        }
    }

    private void alone(TimedConnection connection, ServerRequest request, ServerResponse response) throws Exception {
        connection.begun(request.headers().containsToken(HeaderValues.CONNECTION_CLOSE));
        response.beforeSend(() -> {
            if (isBodyUnsent(request)) {
                response.header(HeaderValues.CONNECTION_CLOSE);
            }
        });
        handler.handle(request, response);
        if (isBodyUnsent(request)) {
            throw new CloseConnectionException("nobody knows where the next request begins");
        }
        takeRest(connection, request);
        connection.resting();
        // Helidon announces the end of a connection and then waits for the client to bring it about.
        if (request.headers().containsToken(HeaderValues.CONNECTION_CLOSE)
                || response.headers().containsToken(HeaderValues.CONNECTION_CLOSE)) {
            throw new CloseConnectionException("the last request of the connection was answered");
        }
    }

    /** Whether the client waits to be told to send its body, which nobody did. It may now send that or another request. */
    private static boolean isBodyUnsent(ServerRequest request) {
        return request.headers().contains(HeaderValues.EXPECT_100)
                && !request.content().consumed();
    }

    /**
     * What nobody read of a request is taken and not kept: behind it the next one begins, and a connection that closes with bytes
     * unread may lose the answer on its way.
     */
    private static void takeRest(ClientTime client, ServerRequest request) {
        if (request.content().consumed()) {
            return;
        }
        client.dropRest();
        try {
            request.content().consume();
        } catch (RuntimeException e) {
            throw new CloseConnectionException("the request was answered, its body is broken", e);
        }
    }

    /** Over HTTP/2 Helidon announces an answer to what is no request, and then sends another. */
    private void amongOthers(TimedStream stream, ServerRequest request, ServerResponse response) throws Exception {
        try {
            stream.serve(request);
            handler.handle(request, response);
            takeRest(stream, request);
        } catch (HttpException e) {
            var answer = malformed.handle(
                    DirectTransportRequest.create(request.prologue(), request.headers()),
                    DirectHandler.EventType.BAD_REQUEST,
                    e.status(),
                    ServerResponseHeaders.create(),
                    e.getMessage());
            stream.answering();
            response.status(answer.status());
            answer.headers().forEach(response::header);
            response.send(answer.entity().orElseGet(() -> new byte[0]));
        }
    }
}
