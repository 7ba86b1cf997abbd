/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.stamping;

import dev.bulla.ca.fault.Refusal;
import dev.bulla.ca.fault.RefusedException;
import dev.bulla.ca.pace.Cores;
import dev.bulla.ca.pace.WalksInFlight;
import dev.bulla.ca.timestamp.RefusedQueryException;
import dev.bulla.ca.timestamp.TimestampAuthority;
import dev.bulla.ca.timestamp.TimestampQuery;
import dev.bulla.ca.web.ArrivedBody;
import dev.bulla.ca.web.Mount;
import dev.bulla.ca.web.RequestIds;
import dev.bulla.ca.web.TimedConnection;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.HttpException;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Optional;

/** Answers those who ask for timestamps, and for the chain that they are verified with. */
public final class StampingSite implements Handler {
    static final String PATH = "/api/v1/timestamp";

    private final TimestampAuthority authority;
    private final Doors doors;
    private final StampingEvents events;

    /**
     * What a query passes on its way.
     *
     * @param walks how many may be inside
     * @param cores on which they compute, with those who ask for certificates
     */
    public record Doors(WalksInFlight walks, Cores cores) {}

    private StampingSite(TimestampAuthority authority, Doors doors, StampingEvents events) {
        this.authority = authority;
        this.doors = doors;
        this.events = events;
    }

    public static Mount of(TimestampAuthority authority, Doors doors, StampingEvents events) {
        return new Mount(PATH, new StampingSite(authority, doors, events));
    }

    @Override
    public void handle(ServerRequest request, ServerResponse response) {
        var since = System.nanoTime();
        var asked = asked(request);
        var reply = reply(asked, request);
        try {
            response.header(HeaderValues.create(RequestIds.HEADER, asked.requestId()));
            send(reply.answer(), asked, response);
        } finally {
            var answer = reply.answer();
            var nanos = System.nanoTime() - since;
            var got = new StampingEvents.Got(
                    answer.status(), answer.outcome(), answer.body().length(), nanos);
            events.answered(asked, got, reply.trouble());
        }
    }

    private static StampingEvents.Asked asked(ServerRequest request) {
        return new StampingEvents.Asked(
                RequestIds.of(request.headers().first(RequestIds.HEADER)),
                TimedConnection.current().peer(),
                request.prologue().method().text(),
                StampingRoute.at(request.prologue().uriPath().rawPath()));
    }

    /** @param trouble what was thrown, if it was no refusal */
    private record Reply(StampingAnswer answer, Optional<Throwable> trouble) {}

    private Reply reply(StampingEvents.Asked asked, ServerRequest request) {
        try {
            return new Reply(answer(asked, request), Optional.empty());
        } catch (CloseConnectionException | HttpException | RequestException e) {
            // Broken as HTTP, which is not ours to answer.
            throw e;
        } catch (RuntimeException | Error e) {
            var message =
                    "the timestamp could not be signed: give the operator the id of this request, " + asked.requestId();
            return new Reply(StampingAnswer.told(500, StampingOutcome.FAILED, message), Optional.of(e));
        }
    }

    private StampingAnswer answer(StampingEvents.Asked asked, ServerRequest request) {
        if (asked.route() == StampingRoute.UNKNOWN) {
            return StampingAnswer.told(
                    404, StampingOutcome.UNKNOWN_ROUTE, "there are " + PATH + " and " + PATH + "/certchain");
        }
        if (!asked.route().takes(asked.method())) {
            return StampingAnswer.wrongMethod(asked.route());
        }
        return asked.route() == StampingRoute.CERTCHAIN ? StampingAnswer.chain(authority.chain()) : stamp(request);
    }

    private StampingAnswer stamp(ServerRequest request) {
        var form =
                QueryForm.of(request.headers().first(HeaderNames.CONTENT_TYPE).orElse(""));
        if (form.isEmpty()) {
            return StampingAnswer.told(
                    415,
                    StampingOutcome.UNKNOWN_TYPE,
                    "the Content-Type is that of no query: send application/timestamp-query or application/json");
        }
        try {
            return stamp(form.get(), request);
        } catch (RefusedQueryException e) {
            return StampingAnswer.refused(e);
        } catch (RefusedException e) {
            if (e.refusal() == Refusal.REQUEST_TOO_LARGE) {
                return tooLarge();
            }
            TimedConnection.current().holdBack();
            return StampingAnswer.full();
        }
    }

    /**
     * There must be room before the body is read, so that a refusal costs next to nothing. The seat itself is taken once the body
     * is here: a client that sends slowly keeps nobody out.
     */
    private StampingAnswer stamp(QueryForm form, ServerRequest request) {
        doors.walks().requireRoom();
        var body = ArrivedBody.read(request, TimestampQuery.LARGEST);
        TimedConnection.current().working();
        if (body.isCut()) {
            return tooLarge();
        }
        var query = form.read(body.bytes(), body.length());
        try (var _ = doors.walks().enter()) {
            return StampingAnswer.granted(doors.cores().compute(() -> authority.grant(query)));
        }
    }

    private static StampingAnswer tooLarge() {
        return StampingAnswer.told(
                400,
                StampingOutcome.MALFORMED,
                "the body is longer than " + TimestampQuery.LARGEST + " bytes: a query holds a digest and little else");
    }

    private static void send(StampingAnswer answer, StampingEvents.Asked asked, ServerResponse response) {
        TimedConnection.current().answering();
        response.status(Status.create(answer.status())).header(HeaderNames.CONTENT_TYPE, answer.type());
        answer.allow().ifPresent(methods -> response.header(HeaderNames.ALLOW, methods));
        answer.retryAfter()
                .ifPresent(pause -> response.header(HeaderValues.create(HeaderNames.RETRY_AFTER, pause.toSeconds())));
        if (asked.method().equals("HEAD")) {
            response.send();
        } else {
            response.send(answer.body().array());
        }
    }
}
