/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.api;

import dev.bulla.ca.fault.RefusedException;
import io.grpc.MethodDescriptor;
import io.grpc.StatusRuntimeException;

/** How calls are refused before anybody has looked at what they ask for. */
record GrpcRefusals(CaService service, Answers answers) {
    private static final String SIGN = Operation.CREATE_SIGNING_CERTIFICATE.fullName();

    /** Tells the operator, where a certificate was to be had, and says how the call is to be answered. */
    StatusRuntimeException told(MethodDescriptor<?, ?> method, String requestId, RefusedException refused) {
        if (method.getFullMethodName().equals(SIGN)) {
            service.turnedAway().accept(requestId, refused);
        }
        return GrpcAnswers.error(answers.to(refused), requestId, answers.tellDetails());
    }
}
