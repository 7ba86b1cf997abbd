/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.publication;

import dev.bulla.ca.quota.Quotas;
import dev.bulla.ca.web.TimedConnection;
import dev.bulla.ctlog.ReadAnswer;
import dev.bulla.ctlog.TreeWitness;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;

/** What a witness answers (C2SP tlog-witness): requests to sign checkpoints, and the checkpoint of each log that it signed last. */
public final class WitnessSite implements Handler {
    private static final String ADD = "/add-checkpoint";
    private static final Pattern CHECKPOINT = Pattern.compile("/([0-9a-f]{64})/checkpoint");

    private final TreeWitness witness;
    private final Quotas quotas;
    private final Events events;

    /** Who wants to know what was answered. */
    public interface Events {
        void answered(int status);

        /** Nothing was signed because it could not be made durable. */
        void unwritable(IOException why);
    }

    /** @param quotas by the address from which a request comes */
    public WitnessSite(TreeWitness witness, Quotas quotas, Events events) {
        this.witness = witness;
        this.quotas = quotas;
        this.events = events;
    }

    @Override
    public void handle(ServerRequest request, ServerResponse response) {
        var path = request.prologue().uriPath().rawPath();
        var method = request.prologue().method();
        var checkpoint = CHECKPOINT.matcher(path);
        if (path.equals(ADD) && method.equals(Method.POST)) {
            add(request, response);
        } else if (checkpoint.matches() && (method.equals(Method.GET) || method.equals(Method.HEAD))) {
            send(response, witness.checkpoint(checkpoint.group(1)));
        } else if (path.equals(ADD) || checkpoint.matches()) {
            say(
                    response,
                    Status.METHOD_NOT_ALLOWED_405,
                    "wrong-method: checkpoints are added with POST and read with GET");
        } else {
            say(
                    response,
                    Status.NOT_FOUND_404,
                    "not-found: a witness has /add-checkpoint and /HASH-OF-ORIGIN/checkpoint");
        }
    }

    private void add(ServerRequest request, ServerResponse response) {
        var excess = quotas.take(() -> request.remotePeer().host());
        if (excess.isPresent()) {
            var seconds = 1 + excess.get().until().toSeconds();
            response.header(HeaderValues.create(HeaderNames.RETRY_AFTER, String.valueOf(seconds)));
            say(response, Status.TOO_MANY_REQUESTS_429, "too-many: come back later");
            return;
        }
        var body = body(request);
        TimedConnection.current().working();
        try {
            send(response, witness.addCheckpoint(body));
        } catch (IOException e) {
            events.unwritable(e);
            say(response, Status.SERVICE_UNAVAILABLE_503, "not-durable: what would be signed cannot be written down");
        }
    }

    /** One byte too many is enough to see that it is no request. */
    private static byte[] body(ServerRequest request) {
        if (!request.content().hasEntity()) {
            return new byte[0];
        }
        try {
            return request.content().inputStream().readNBytes(TreeWitness.LARGEST_REQUEST + 1);
        } catch (IOException e) {
            throw new UncheckedIOException("the body of a request", e);
        }
    }

    private void send(ServerResponse response, ReadAnswer answer) {
        TimedConnection.current().answering();
        events.answered(answer.status());
        response.status(Status.create(answer.status()));
        answer.headers().forEach((name, value) -> response.header(HeaderValues.create(name, value)));
        response.send(answer.body());
    }

    private void say(ServerResponse response, Status status, String line) {
        TimedConnection.current().answering();
        events.answered(status.code());
        response.status(status)
                .header(HeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8")
                .send(line + "\n");
    }
}
