/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.transparency;

import dev.bulla.ca.outbound.Call;
import dev.bulla.ca.outbound.NoReplyException;
import dev.bulla.ca.outbound.Way;
import dev.bulla.ca.x509.Bytes;
import dev.bulla.ctlog.WitnessCaller;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Witnesses over HTTP. A policy is the operator's own, so any address in it may be called. */
public final class WitnessCalls implements WitnessCaller {
    private static final Call.Limits LIMITS = new Call.Limits(Duration.ofSeconds(5), LARGEST_REPLY);
    private static final Map<String, String> HEADERS = Map.of("Content-Type", "text/plain; charset=utf-8");

    private final Way way;

    public WitnessCalls(Way way) {
        this.way = way;
    }

    @Override
    public Reply call(URI address, Optional<byte[]> body) throws IOException {
        var call = body.map(content -> Call.post(address, HEADERS, Bytes.of(content), LIMITS))
                .orElseGet(() -> Call.get(address, Map.of(), LIMITS));
        try {
            var reply = way.reply(call);
            return new Reply(
                    reply.status(),
                    reply.header("Content-Type").orElse(""),
                    reply.body().array());
        } catch (NoReplyException e) {
            throw new IOException(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public void close() {
        way.close();
    }
}
