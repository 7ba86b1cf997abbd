/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.api;

import dev.bulla.ca.certificate.IssuedCertificate;
import dev.bulla.ca.issuance.IssuanceRequest;

/** How the second version of the protocol is read and written over HTTP. */
public final class Protocol {
    private static final String ID = "00000000-0000-4000-8000-000000000000";

    private final JsonAnswers answers = new JsonAnswers();

    public IssuanceRequest read(byte[] body) {
        return JsonRequest.read(body, body.length, false).named(ID, "");
    }

    /** The answer, with room behind it: what leaves is not copied either. */
    public byte[] answer(IssuedCertificate issued) {
        return answers.certificate(issued).array();
    }
}
