/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.api;

import io.grpc.Status.Code;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import java.time.Duration;
import java.util.Optional;

/**
 * What is sent back over HTTP.
 *
 * @param code       the gRPC code that stands for it
 * @param retryAfter when asking again is worth it
 * @param bug        what went wrong inside, for the operator
 */
record HttpReply(int status, Code code, Body body, Optional<Duration> retryAfter, Optional<Throwable> bug) {
    static final Header JSON = HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "application/json");
    private static final Header PEM =
            HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "application/pem-certificate-chain");

    static HttpReply ok(byte[] json) {
        return good(200, new Body(JSON, json, json.length));
    }

    static HttpReply ok(JsonBuffer json) {
        return good(200, Body.of(json));
    }

    /** Certificates that were there before. */
    static HttpReply chain(byte[] pem) {
        return good(200, new Body(PEM, pem, pem.length));
    }

    /** A new certificate and those above it, as the first version of the protocol answers. */
    static HttpReply created(byte[] pem) {
        return good(201, new Body(PEM, pem, pem.length));
    }

    private static HttpReply good(int status, Body body) {
        return new HttpReply(status, Code.OK, body, Optional.empty(), Optional.empty());
    }

    static HttpReply of(Answer answer, String requestId, boolean details) {
        var body = Body.of(JsonAnswers.error(answer, requestId, details));
        return new HttpReply(answer.httpStatus(), answer.code(), body, answer.retryAfter(), answer.bug());
    }

    /** The first bytes of an array that nobody changes any more. */
    static final class Body {
        private final Header type;
        private final byte[] bytes;
        private final int length;

        private Body(Header type, byte[] bytes, int length) {
            this.type = type;
            this.bytes = bytes;
            this.length = length;
        }

        static Body of(JsonBuffer json) {
            return new Body(JSON, json.array(), json.length());
        }

        Header type() {
            return type;
        }

        byte[] bytes() {
            return bytes;
        }

        int length() {
            return length;
        }
    }
}
