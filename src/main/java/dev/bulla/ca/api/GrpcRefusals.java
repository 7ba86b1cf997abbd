/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.api;

import dev.bulla.ca.fault.Refusal;
import dev.bulla.ca.fault.RefusedException;
import io.grpc.Metadata;
import io.grpc.ServerCall;

/** Answers calls that get no further than the door, and tells those who keep records of the ones that asked for a certificate. */
record GrpcRefusals(CaService service, Answers answers) {
    private static final String SIGN = Operation.CREATE_SIGNING_CERTIFICATE.fullName();

    static RefusedException noRoom() {
        return new RefusedException(Refusal.OVERLOADED, "no room for another call");
    }

    void answer(ServerCall<?, ?> call, String requestId, RefusedException refused) {
        if (call.getMethodDescriptor().getFullMethodName().equals(SIGN)) {
            service.turnedAway().accept(requestId, refused);
        }
        var error = GrpcAnswers.error(answers.to(refused), requestId, answers.tellDetails());
        var trailers = error.getTrailers();
        call.close(error.getStatus(), trailers == null ? new Metadata() : trailers);
    }
}
