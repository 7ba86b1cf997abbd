/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.publication;

import dev.bulla.ca.web.Mount;
import dev.bulla.ca.web.TimedConnection;
import dev.bulla.ca.x509.Bytes;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Map;
import java.util.function.Supplier;

/** What verifiers must know of this server, as files under a path. */
public final class TrustSite implements Handler {
    public static final String PREFIX = "/trust";

    private final Supplier<Map<String, Bytes>> documents;

    private TrustSite(Supplier<Map<String, Bytes>> documents) {
        this.documents = documents;
    }

    /** @param documents by their names, none if nobody has said how the world reaches this server */
    public static Mount of(Supplier<Map<String, Bytes>> documents) {
        return new Mount(PREFIX, new TrustSite(documents));
    }

    @Override
    public void handle(ServerRequest request, ServerResponse response) {
        TimedConnection.current().working();
        var found = documents.get();
        TimedConnection.current().answering();
        var name = StaticFile.below(PREFIX, request);
        if (!StaticFile.isRead(request, response)) {
            return;
        }
        if (found.isEmpty()) {
            StaticFile.refuse(
                    response, 404, "this server was not told how clients reach it: its operator sets public-url");
        } else if (!found.containsKey(name)) {
            StaticFile.refuse(response, 404, "there is " + String.join(", ", found.keySet()));
        } else {
            var type = name.endsWith(".json") ? "application/json" : "application/x-pem-file";
            new StaticFile(found.get(name), type, "public, max-age=300").send(request, response);
        }
    }
}
