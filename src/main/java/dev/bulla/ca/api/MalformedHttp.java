/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.api;

import dev.bulla.ca.api.Answered.Outcome;
import dev.bulla.ca.fault.Refusal;
import dev.bulla.ca.fault.RefusedException;
import dev.bulla.ca.web.RequestIds;
import dev.bulla.ca.web.TimedConnection;
import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import java.lang.System.Logger;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers what Helidon could not make a request of, in the words of the original. The connection ends with the answer. */
final class MalformedHttp implements DirectHandler {
    /** Dropped before a client is told that its body is too large: most clients listen only when they have sent everything. */
    private static final long PATIENCE = 16L * 1024 * 1024;

    /** What Helidon calls it. */
    private static final String HEAD_TOO_LARGE = "Header size exceeded";

    private static final Status HEADER_FIELDS_TOO_LARGE = Status.create(431, "Request Header Fields Too Large");

    private final CaService service;
    private final Answers answers;
    private final ApiEvents events;

    MalformedHttp(CaService service, Answers answers, ApiEvents events) {
        this.service = service;
        this.answers = answers;
        this.events = events;
    }

    /** Keeps what strangers can cause out of Helidon's log. A failure within a request is a bug, and one before it is none of ours. */
    @Override
    public TransportResponse handle(
            TransportRequest request,
            EventType type,
            Status status,
            ServerResponseHeaders headers,
            Throwable thrown,
            @Nullable Logger logger) {
        return type == EventType.INTERNAL_ERROR && !request.method().isEmpty()
                ? json(request, id(request), thrown)
                : handle(request, type, status, headers, thrown.getMessage());
    }

    @Override
    public TransportResponse handle(
            TransportRequest request,
            EventType type,
            Status status,
            ServerResponseHeaders headers,
            @Nullable String message) {
        if (status.code() == Status.REQUEST_ENTITY_TOO_LARGE_413.code()) {
            return tooLarge(request);
        }
        if (status.code() == Status.REQUEST_URI_TOO_LONG_414.code() || HEAD_TOO_LARGE.equals(message)) {
            return plain(HEADER_FIELDS_TOO_LARGE);
        }
        return plain(type == EventType.INTERNAL_ERROR ? Status.BAD_REQUEST_400 : status);
    }

    private TransportResponse tooLarge(TransportRequest request) {
        if (!request.headers().contains(HeaderValues.EXPECT_100)) {
            var announced = request.headers().contentLength().orElse(0);
            TimedConnection.current().discard(Math.min(announced, PATIENCE));
        }
        var refused = new RefusedException(Refusal.REQUEST_TOO_LARGE, "announced as too large");
        var id = id(request);
        if (asksForCertificate(request)) {
            service.turnedAway().accept(id, refused);
        }
        return json(request, id, refused);
    }

    private static boolean asksForCertificate(TransportRequest request) {
        return HttpTarget.path(request.path())
                .flatMap(HttpRoute::at)
                .filter(route -> route.signs() && route.takes(request.method()))
                .isPresent();
    }

    private static String id(TransportRequest request) {
        return RequestIds.of(request.headers().first(HttpApi.REQUEST_ID));
    }

    private TransportResponse json(TransportRequest request, String id, Throwable cause) {
        var answer = answers.to(cause);
        var body = JsonAnswers.error(answer, id, answers.tellDetails());
        var outcome = new Outcome(answer.httpStatus(), answer.code().value(), 0, body.length(), answer.bug());
        events.answered(new Answered(HttpApi.caller(), request.method(), Optional.empty(), id, outcome));
        var response = TransportResponse.builder();
        CrossOrigin.onAnswer(request.method(), request.headers()).forEach(response::header);
        return response.status(Status.create(answer.httpStatus()))
                .header(HttpReply.JSON)
                .header(HeaderValues.create(HttpApi.REQUEST_ID, id))
                .keepAlive(false)
                .entity(body.toBytes())
                .build();
    }

    private static TransportResponse plain(Status status) {
        return TransportResponse.builder()
                .status(status)
                .header(HeaderValues.create(HeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8"))
                .keepAlive(false)
                .entity((status.code() + " " + status.reasonPhrase()).getBytes(StandardCharsets.US_ASCII))
                .build();
    }
}
