/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.api;

import io.grpc.Status.Code;
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

    static HttpReply ok(byte[] json) {
        return new HttpReply(200, Code.OK, new Body(json, json.length), Optional.empty(), Optional.empty());
    }

    static HttpReply ok(JsonBuffer json) {
        return new HttpReply(200, Code.OK, Body.of(json), Optional.empty(), Optional.empty());
    }

    static HttpReply of(Answer answer, String requestId, boolean details) {
        var body = Body.of(JsonAnswers.error(answer, requestId, details));
        return new HttpReply(answer.httpStatus(), answer.code(), body, answer.retryAfter(), answer.bug());
    }

    /** The first bytes of an array that nobody changes any more. */
    static final class Body {
        private final byte[] bytes;
        private final int length;

        private Body(byte[] bytes, int length) {
            this.bytes = bytes;
            this.length = length;
        }

        static Body of(JsonBuffer json) {
            return new Body(json.array(), json.length());
        }

        byte[] bytes() {
            return bytes;
        }

        int length() {
            return length;
        }
    }
}
