/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.api;

import dev.bulla.ca.certificate.IssuedCertificate;
import dev.bulla.ca.web.TimedConnection;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.util.function.Function;

/** Takes requests for a certificate over HTTP, in either version of the protocol. */
final class HttpSigning {
    private final CaService service;
    private final Version current;
    private final Version legacy;

    HttpSigning(CaService service, JsonAnswers json) {
        this.service = service;
        this.current = new Version(JsonRequest::read, issued -> HttpReply.ok(json.certificate(issued)));
        this.legacy = new Version(LegacyRequest::read, issued -> HttpReply.created(PemAnswers.certificate(issued)));
    }

    HttpReply sign(ServerRequest request, String id, ClientDeadline deadline) {
        return sign(request, id, deadline, current);
    }

    HttpReply signLegacy(ServerRequest request, String id, ClientDeadline deadline) {
        return sign(request, id, deadline, legacy);
    }

    /**
     * There must be room before the body is read, so that who waits at the door holds next to nothing. The seat itself is taken
     * once the body is here: a client that sends slowly keeps nobody out.
     */
    private HttpReply sign(ServerRequest request, String id, ClientDeadline deadline, Version version) {
        var arrival = service.walks().arrive(deadline.left());
        var body = service.orTurnedAway(id, () -> {
            arrival.awaitRoom();
            return RequestBody.read(request, service.largest());
        });
        TimedConnection.current().working();
        var header = request.headers().first(HeaderNames.AUTHORIZATION).orElse("");
        var token = AuthorizationHeader.token(header);
        deadline.check();
        var seat = service.orTurnedAway(id, arrival::enter);
        return deadline.await(() -> {
            try (seat) {
                var message = service.orTurnedAway(id, () -> body.message(version.format));
                return version.reply.apply(service.issue().apply(message.named(id, token)));
            }
        });
    }

    /** How a version of the protocol writes a request, and how the answer to it. */
    private record Version(RequestBody.Format format, Function<IssuedCertificate, HttpReply> reply) {}
}
