/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.ambient;

import dev.bulla.ca.outbound.Call;
import dev.bulla.ca.outbound.NoReplyException;
import dev.bulla.ca.outbound.Reply;
import dev.bulla.ca.outbound.Way;
import java.net.URI;
import java.time.Duration;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is asked of a server that gives out tokens.
 *
 * @param place who asks, for messages
 */
record Question(String place, Way way) {
    static final Call.Limits LIMITS = new Call.Limits(Duration.ofSeconds(10), 256 * 1024);
    private static final int TRIES = 3;

    static URI address(String place, String text) throws NoTokenException {
        try {
            var address = URI.create(text);
            if (address.getHost() != null && String.valueOf(address.getScheme()).matches("https?")) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            // Refused below. What the text is may be a secret of the place.
        }
        throw new NoTokenException(place + " names an address for tokens that is none");
    }

    /** The text of a good answer. A server that stumbles is asked again. */
    String answer(Call call) throws NoTokenException {
        for (var i = 1; ; i++) {
            try {
                var reply = way.reply(call);
                if (reply.status() == 200) {
                    return reply.body().text();
                }
                if (reply.status() < 500 || i == TRIES) {
                    throw refused(reply);
                }
            } catch (NoReplyException e) {
                if (i == TRIES || e.reason() == NoReplyException.Reason.CANCELLED) {
                    throw new NoTokenException("no token of " + place + ": " + e.getMessage(), e);
                }
            }
        }
    }

    private NoTokenException refused(Reply reply) {
        return new NoTokenException("no token of " + place + ": it answered " + reply.status());
    }

    /** A member of the JSON object that is the answer. */
    String member(Call call, String name) throws NoTokenException {
        try {
            return JsonMapper.shared().readTree(answer(call)).path(name).asString("");
        } catch (JacksonException e) {
            // The cause would show a part of what came.
            throw new NoTokenException("no token of " + place + ": it answered with something else than JSON");
        }
    }
}
