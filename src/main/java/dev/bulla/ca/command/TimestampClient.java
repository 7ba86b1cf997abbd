/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import dev.bulla.ca.bundle.TimestampQuestion;
import dev.bulla.ca.x509.Bytes;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;

/**
 * Asks a time-stamping authority (RFC 3161), over HTTP.
 *
 * @param url its whole address
 */
record TimestampClient(URI url) {

    /** The reply that says when the signature existed. */
    Bytes timestamp(Bytes signature) throws IOException {
        var query = TimestampQuestion.about(signature);
        var exchange = new WebExchange(url, "--timestamp-server-url");
        var request = exchange.to(url)
                .header("Content-Type", "application/timestamp-query")
                .header("Accept", "application/timestamp-reply")
                .POST(BodyPublishers.ofByteArray(query.encoded().array()))
                .build();
        var answer = exchange.send(request);
        if (answer.statusCode() / 100 != 2) {
            throw new CommandFailedException("no timestamp: " + url + " answered " + answer.statusCode());
        }
        var reply = Bytes.of(answer.body());
        query.faultOf(reply).ifPresent(fault -> {
            throw new CommandFailedException("no timestamp: what " + url + " answered does not fit: " + fault);
        });
        return reply;
    }
}
