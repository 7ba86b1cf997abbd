/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.api;

import dev.bulla.ca.fault.Step;
import io.grpc.Status.Code;
import java.time.Duration;
import java.util.Optional;

/**
 * What a requester is told instead of what they asked for.
 *
 * @param reason     why, for programs and people; empty where the code says everything
 * @param retryAfter when asking again is worth it
 * @param bug        what went wrong inside, never told to the requester
 */
record Answer(
        Code code, String message, Optional<Reason> reason, Optional<Duration> retryAfter, Optional<Throwable> bug) {

    static final Answer NOT_FOUND = plain(Code.NOT_FOUND, "Not Found");
    static final Answer WRONG_METHOD = plain(Code.UNIMPLEMENTED, "Method Not Allowed");
    static final Answer BAD_TARGET = plain(Code.INVALID_ARGUMENT, "Bad Request");

    static Answer plain(Code code, String message) {
        return new Answer(code, message, Optional.empty(), Optional.empty(), Optional.empty());
    }

    static Answer because(Reason reason, Code code, String message) {
        return new Answer(code, message, Optional.of(reason), Optional.empty(), Optional.empty());
    }

    /** The same answer for what ended at another step. */
    Answer at(Step step) {
        return new Answer(code, message, reason.map(why -> why.at(step)), retryAfter, bug);
    }

    Answer retryAfter(Duration pause) {
        return new Answer(code, message, reason, Optional.of(pause), bug);
    }

    Answer causedBy(Throwable bug) {
        return new Answer(code, message, reason, retryAfter, Optional.of(bug));
    }

    /** The HTTP status that stands for the code. */
    int httpStatus() {
        return switch (code) {
            case OK -> 200;
            case CANCELLED -> 499;
            case INVALID_ARGUMENT, FAILED_PRECONDITION, OUT_OF_RANGE -> 400;
            case UNAUTHENTICATED -> 401;
            case PERMISSION_DENIED -> 403;
            case NOT_FOUND -> 404;
            case ALREADY_EXISTS, ABORTED -> 409;
            case RESOURCE_EXHAUSTED -> 429;
            case UNIMPLEMENTED -> 501;
            case UNAVAILABLE -> 503;
            case DEADLINE_EXCEEDED -> 504;
            case UNKNOWN, INTERNAL, DATA_LOSS -> 500;
        };
    }
}
