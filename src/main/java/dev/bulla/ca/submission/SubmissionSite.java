/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.submission;

import dev.bulla.ca.fault.RefusedException;
import dev.bulla.ca.pace.WalksInFlight;
import dev.bulla.ca.web.RequestIds;
import dev.bulla.ca.web.TimedConnection;
import dev.bulla.ctlog.NotLoggedException;
import dev.bulla.ctlog.ShardedLog;
import dev.bulla.ctlog.Submission;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.HttpException;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Answers those who submit, to the log as a whole or to one of its shards. */
public final class SubmissionSite {
    private static final SubmissionAnswer WRONG_METHOD =
            SubmissionAnswer.refused(405, "wrong-method", "submissions are posted");

    private final ShardedLog log;
    private final String prefix;
    private final Duration patience;
    private final Doors doors;

    /**
     * What a submission passes on its way, and who hears of it.
     *
     * @param sources how often each may submit
     * @param walks   how many may be inside
     */
    public record Doors(Sources sources, WalksInFlight walks, SubmissionEvents events) {}

    /**
     * The endpoints of a log.
     *
     * @param prefix   of the log's pages
     * @param patience how long an entry may take to get its place
     */
    public SubmissionSite(ShardedLog log, String prefix, Duration patience, Doors doors) {
        this.log = log;
        this.prefix = prefix;
        this.patience = patience;
        this.doors = doors;
    }

    /** What is no submission goes to the others. */
    Handler beside(Handler others) {
        return (request, response) -> {
            var path = path(request);
            if (path.isPresent()) {
                handle(path.get(), request, response);
            } else {
                others.handle(request, response);
            }
        };
    }

    private Optional<SubmissionPath> path(ServerRequest request) {
        var path = request.prologue().uriPath().rawPath();
        return path.startsWith(prefix) ? SubmissionPath.parse(path.substring(prefix.length())) : Optional.empty();
    }

    private void handle(SubmissionPath path, ServerRequest request, ServerResponse response) {
        var since = System.nanoTime();
        var asked = asked(request);
        var reply = reply(path, request, asked.method());
        var answer = reply.answer();
        try {
            response.header(HeaderValues.create(RequestIds.HEADER, asked.requestId()));
            send(answer, response);
        } finally {
            var nanos = System.nanoTime() - since;
            var got = new SubmissionEvents.Got(answer.status(), answer.word(), answer.bytes().length, nanos);
            doors.events().answered(path.endpoint(), new SubmissionEvents.Answered(asked, got, reply.bug()));
        }
    }

    private static SubmissionEvents.Asked asked(ServerRequest request) {
        return new SubmissionEvents.Asked(
                RequestIds.of(request.headers().first(RequestIds.HEADER)),
                TimedConnection.current().peer(),
                request.prologue().method().text());
    }

    /** @param bug what was thrown, if it was nothing we know */
    private record Reply(SubmissionAnswer answer, Optional<Throwable> bug) {}

    private Reply reply(SubmissionPath path, ServerRequest request, String method) {
        try {
            return new Reply(answer(path, request, method), Optional.empty());
        } catch (CloseConnectionException | HttpException | RequestException e) {
            // Broken as HTTP, which is not ours to answer.
            throw e;
        } catch (RuntimeException | Error e) {
            return new Reply(SubmissionAnswer.refused(500, "failed", "an error of the log's own"), Optional.of(e));
        }
    }

    private SubmissionAnswer answer(SubmissionPath path, ServerRequest request, String method) {
        try {
            return switch (method) {
                case "POST" -> submit(path, request);
                case "OPTIONS" -> SubmissionAnswer.NO_CONTENT;
                default -> WRONG_METHOD;
            };
        } catch (TurnedAwayException e) {
            return e.answer();
        } catch (NotLoggedException e) {
            return SubmissionAnswer.of(e);
        } catch (RefusedException e) {
            TimedConnection.current().holdBack();
            return SubmissionAnswer.later(
                    503, "overloaded", "too many submissions are in flight", Duration.ofSeconds(1));
        }
    }

    /**
     * There must be room before the body is read, so that a refusal costs next to nothing. The seat itself is taken once the body
     * is here: a client that sends slowly keeps nobody out.
     */
    private SubmissionAnswer submit(SubmissionPath path, ServerRequest request) {
        doors.sources().count(TimedConnection.current().peer());
        doors.walks().requireRoom();
        var body = SubmittedBody.read(request);
        TimedConnection.current().working();
        try (var _ = doors.walks().enter()) {
            return SubmissionAnswer.promised(submit(path, body.chain()).await(patience));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CloseConnectionException("the log stops", e);
        }
    }

    private Submission submit(SubmissionPath path, List<byte[]> chain) {
        if (path.shard().isEmpty()) {
            return path.endpoint().submit(log, chain);
        }
        var shard = log.shard(path.shard().get())
                .orElseThrow(() -> new TurnedAwayException(
                        SubmissionAnswer.refused(404, "not-found", "the log has no shard of this name")));
        return path.endpoint().submit(shard.taking(), chain);
    }

    private static void send(SubmissionAnswer answer, ServerResponse response) {
        TimedConnection.current().answering();
        response.status(Status.create(answer.status()))
                .header(
                        HeaderNames.CONTENT_TYPE,
                        answer.isPromise() ? "application/json" : "text/plain; charset=utf-8");
        if (answer.equals(WRONG_METHOD) || answer.equals(SubmissionAnswer.NO_CONTENT)) {
            response.header(HeaderNames.ALLOW, "POST, OPTIONS");
        }
        answer.pause().ifPresent(seconds -> response.header(HeaderValues.create(HeaderNames.RETRY_AFTER, seconds)));
        if (answer.body().isEmpty()) {
            response.send();
        } else {
            response.send(answer.bytes());
        }
    }
}
