/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.api;

import dev.bulla.ca.api.Answered.Outcome;
import dev.bulla.ca.api.Answered.Protocol;
import dev.bulla.ca.web.RequestIds;
import dev.bulla.ca.web.TimedConnection;
import io.helidon.http.BadRequestException;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.HttpException;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Answers every request over HTTP that was understood as one. */
final class HttpApi implements Handler {
    static final HeaderName REQUEST_ID = RequestIds.HEADER;

    /** What the original reads the name of a request from. */
    private static final HeaderName FORWARDED_REQUEST_ID = HeaderNames.create("Grpc-Metadata-X-Request-Id");

    private static final byte[] SERVING = "{\"status\":\"SERVING\"}\n".getBytes(StandardCharsets.US_ASCII);

    private final CaService service;
    private final Answers answers;
    private final ApiEvents events;
    private final HttpSigning signing;
    private final JsonAnswers json = new JsonAnswers();
    private final PemAnswers pem = new PemAnswers();
    private final Prepared<List<IssuerListing>, byte[]> configuration = new Prepared<>(JsonAnswers::configuration);

    HttpApi(CaService service, Answers answers, ApiEvents events) {
        this.service = service;
        this.answers = answers;
        this.events = events;
        this.signing = new HttpSigning(service, json);
    }

    @Override
    public void handle(ServerRequest request, ServerResponse response) {
        var method = request.prologue().method().text();
        if (CrossOrigin.isPreflight(method, request.headers())) {
            answerPreflight(request, response);
            return;
        }
        events.arrived(name -> request.headers().all(HeaderNames.create(name), List::of))
                .within(() -> answer(request, method, response));
    }

    private static String name(ServerRequest request) {
        return RequestIds.of(
                request.headers().first(REQUEST_ID).or(() -> request.headers().first(FORWARDED_REQUEST_ID)));
    }

    private void answer(ServerRequest request, String method, ServerResponse response) {
        var since = System.nanoTime();
        var id = name(request);
        var path = path(request, method);
        var route = path.flatMap(HttpRoute::at);
        var operation = route.filter(r -> r.takes(method)).map(HttpRoute::operation);
        operation.ifPresent(events::started);

        var reply = path.isEmpty() ? refusal(Answer.BAD_TARGET, id) : reply(request, id, route, method);
        try {
            send(reply, id, request, response);
        } finally {
            var nanos = System.nanoTime() - since;
            var outcome = new Outcome(
                    reply.status(), reply.code().value(), nanos, reply.body().length(), reply.bug());
            events.answered(new Answered(caller(), method, operation, id, outcome));
        }
    }

    /** Whatever it asks about exists or not: a preflight is a browser's question, counts as no request and is never refused. */
    private static void answerPreflight(ServerRequest request, ServerResponse response) {
        TimedConnection.current().answering();
        response.status(Status.NO_CONTENT_204);
        CrossOrigin.onPreflight(request.headers()).forEach(response::header);
        response.header(HeaderValues.create(REQUEST_ID, name(request))).send();
    }

    /** Whoever is served by the running thread. */
    static Answered.Caller caller() {
        return new Answered.Caller(
                Protocol.HTTP, Optional.of(TimedConnection.current().peer()));
    }

    private static Optional<String> path(ServerRequest request, String method) {
        var target = request.prologue().uriPath().rawPath();
        var path = HttpTarget.path(target);
        if (path.isEmpty() && !method.equals("CONNECT") && !target.contains("://")) {
            throw new BadRequestException("the target is neither a path nor a URL");
        }
        return path;
    }

    private HttpReply reply(ServerRequest request, String id, Optional<HttpRoute> route, String method) {
        if (route.isEmpty()) {
            return refusal(Answer.NOT_FOUND, id);
        }
        if (!route.get().takes(method)) {
            return refusal(Answer.WRONG_METHOD, id);
        }
        try {
            return serve(route.get(), request, id);
        } catch (CloseConnectionException | HttpException | RequestException e) {
            // Broken as HTTP, which is not ours to answer.
            throw e;
        } catch (RuntimeException | Error e) {
            return refusal(answers.to(e), id);
        }
    }

    private HttpReply serve(HttpRoute route, ServerRequest request, String id) {
        var deadline = ClientDeadline.of(request.headers());
        return switch (route) {
            case SIGNING_CERTIFICATE -> signing.sign(request, id, deadline);
            case LEGACY_SIGNING_CERTIFICATE -> signing.signLegacy(request, id, deadline);
            case TRUST_BUNDLE -> HttpReply.ok(json.trustBundle(service.chain().get()));
            case LEGACY_ROOT_CERTIFICATE ->
                HttpReply.chain(pem.roots(service.chain().get()));
            case CONFIGURATION ->
                HttpReply.ok(configuration.of(service.issuers().get()));
            case HEALTH -> HttpReply.ok(SERVING);
        };
    }

    private HttpReply refusal(Answer answer, String id) {
        return HttpReply.of(answer, id, answers.tellDetails());
    }

    private static void send(HttpReply reply, String id, ServerRequest request, ServerResponse response) {
        var method = request.prologue().method().text();
        TimedConnection.current().answering();
        response.status(Status.create(reply.status()));
        response.header(reply.body().type()).header(HeaderValues.create(REQUEST_ID, id));
        CrossOrigin.onAnswer(method, request.headers()).forEach(response::header);
        reply.retryAfter()
                .ifPresent(pause -> response.header(HeaderValues.create(HeaderNames.RETRY_AFTER, pause.toSeconds())));
        if (method.equals("HEAD")) {
            response.send();
        } else {
            response.send(reply.body().bytes(), 0, reply.body().length());
        }
    }
}
