/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.stamping;

import dev.bulla.ca.timestamp.RefusedQueryException;
import dev.bulla.ca.timestamp.StampingChain;
import dev.bulla.ca.x509.Bytes;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a requester is sent.
 *
 * @param type       the media type of the body
 * @param retryAfter when asking again is worth it
 * @param allow      the methods that there are at this path, where another was used
 */
record StampingAnswer(
        int status,
        StampingOutcome outcome,
        String type,
        Bytes body,
        Optional<Duration> retryAfter,
        Optional<String> allow) {
    private static final String JSON = "application/json";

    /** A timestamp takes a fraction of a millisecond, so a second empties a full house. */
    private static final Duration NEXT_FREE_SEAT = Duration.ofSeconds(1);

    static StampingAnswer granted(Bytes reply) {
        return good(StampingOutcome.GRANTED, "application/timestamp-reply", reply);
    }

    static StampingAnswer chain(StampingChain chain) {
        var pem = Bytes.utf8(String.join("", chain.pem()));
        return good(StampingOutcome.SHOWN, "application/pem-certificate-chain", pem);
    }

    private static StampingAnswer good(StampingOutcome outcome, String type, Bytes body) {
        return new StampingAnswer(200, outcome, type, body, Optional.empty(), Optional.empty());
    }

    static StampingAnswer refused(RefusedQueryException refused) {
        var outcome = switch (refused.kind()) {
            case MALFORMED -> StampingOutcome.MALFORMED;
            case UNSUPPORTED -> StampingOutcome.UNSUPPORTED;
        };
        return told(400, outcome, refused.sentence());
    }

    static StampingAnswer told(int status, StampingOutcome outcome, String message) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("code", status);
        fields.put("message", message);
        var body = Bytes.of(JsonMapper.shared().writeValueAsBytes(fields));
        return new StampingAnswer(status, outcome, JSON, body, Optional.empty(), Optional.empty());
    }

    static StampingAnswer full() {
        var told = told(429, StampingOutcome.OVERLOADED, "too many queries are in flight: come back in a second");
        return new StampingAnswer(
                told.status, told.outcome, told.type, told.body, Optional.of(NEXT_FREE_SEAT), Optional.empty());
    }

    static StampingAnswer wrongMethod(StampingRoute route) {
        var told = told(405, StampingOutcome.UNKNOWN_ROUTE, "only " + route.method() + " is answered at this path");
        return new StampingAnswer(
                told.status, told.outcome, told.type, told.body, Optional.empty(), Optional.of(route.method()));
    }
}
