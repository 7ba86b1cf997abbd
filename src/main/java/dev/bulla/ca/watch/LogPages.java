/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.watch;

import dev.bulla.ca.outbound.Call;
import dev.bulla.ca.outbound.NoReplyException;
import dev.bulla.ca.outbound.Reply;
import dev.bulla.ca.outbound.Way;
import dev.bulla.ctlog.LogWatch;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * A log behind an address. What fails for a moment is asked for again after growing pauses. Nobody is followed elsewhere: a
 * log that moved is told to whoever watches, who then decides.
 */
public final class LogPages implements LogWatch.Pages {
    private static final int ATTEMPTS = 4;
    private static final int OK = 200;
    private static final int CLIENT_FAULT = 400;
    private static final int TIMEOUT = 408;
    private static final int TOO_MANY = 429;
    private static final int SERVER_FAULT = 500;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

    private final Way way;
    private final URI address;
    private final Duration patience;
    private final Sleep sleep;

    /** @param patience how long one whole answer may take */
    public LogPages(Way way, URI address, Duration patience, Sleep sleep) {
        var text = address.toString();
        this.way = way;
        this.address = text.endsWith("/") ? address : URI.create(text + "/");
        this.patience = patience;
        this.sleep = sleep;
    }

    @Override
    public Optional<byte[]> get(String path, int most) throws IOException, InterruptedException {
        var call = Call.get(address.resolve(path), Map.of(), new Call.Limits(patience, most));
        var pause = FIRST_PAUSE;
        for (var attempt = 1; ; attempt++) {
            try {
                var reply = way.reply(call);
                if (!isPassing(reply.status())) {
                    return content(call, reply);
                }
                if (attempt == ATTEMPTS) {
                    throw new IOException(call.address() + " answers with status " + reply.status());
                }
            } catch (NoReplyException e) {
                if (e.reason() == NoReplyException.Reason.CANCELLED) {
                    throw new InterruptedException();
                }
                if (attempt == ATTEMPTS || e.reason() == NoReplyException.Reason.TOO_LARGE) {
                    throw new IOException(String.valueOf(e.getMessage()), e);
                }
            }
            sleep.during(pause);
            pause = pause.multipliedBy(2);
        }
    }

    private static boolean isPassing(int status) {
        return status == TIMEOUT || status == TOO_MANY || status >= SERVER_FAULT;
    }

    /** Some stores say that one may not see what is not there, and logs that a question was no good: there is nothing. */
    private static Optional<byte[]> content(Call call, Reply reply) throws IOException {
        if (reply.status() == OK) {
            return Optional.of(reply.body().array());
        }
        if (reply.status() >= CLIENT_FAULT) {
            return Optional.empty();
        }
        throw new IOException(
                "%s answers with status %d and no content; a log that moved must be given by its new address"
                        .formatted(call.address(), reply.status()));
    }
}
