/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.api;

import dev.bulla.ca.certificate.IssuedCertificate;
import dev.bulla.ca.fault.Refusal;
import dev.bulla.ca.fault.RefusedException;
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

    private HttpReply sign(ServerRequest request, String id, ClientDeadline deadline, Version version) {
        try {
            return enterAndSign(request, id, deadline, version);
        } catch (RefusedException e) {
            if (e.refusal() == Refusal.OVERLOADED) {
                TimedConnection.current().holdBack();
            }
            throw e;
        }
    }

    /**
     * There must be room before the body is read, so that a refusal costs next to nothing. The seat itself is taken once the body
     * is here: a client that sends slowly keeps nobody out.
     */
    private HttpReply enterAndSign(ServerRequest request, String id, ClientDeadline deadline, Version version) {
        var body = service.orTurnedAway(id, () -> {
            service.walks().requireRoom();
            return RequestBody.read(request, service.largest());
        });
        TimedConnection.current().working();
        var header = request.headers().first(HeaderNames.AUTHORIZATION).orElse("");
        var token = AuthorizationHeader.token(header);
        deadline.check();
        var seat = service.enter(id);
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
