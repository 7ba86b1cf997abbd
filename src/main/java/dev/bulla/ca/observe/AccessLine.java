/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.observe;

import java.net.SocketAddress;
import java.time.Instant;
import java.util.Optional;

/**
 * A request and its answer, without anything that the request carried: no token, no claim, no path of the client's own.
 *
 * @param at        when it was answered
 * @param requestId its name in the answer and in records
 */
public record AccessLine(Instant at, String requestId, Optional<SocketAddress> peer, Asked asked, Got got) {

    /**
     * What was asked for.
     *
     * @param method of HTTP, in lower case; {@code unknown} for a word of the client's own
     * @param route  the operation; empty if we do not offer it
     */
    public record Asked(String protocol, String method, String route) {}

    /** What was answered, and how long that took. */
    public record Got(int status, int code, long bytes, long nanos) {}

    String text() {
        var line = new JsonLine()
                .with("time", at.toString())
                .with("request", requestId)
                .with("protocol", asked.protocol())
                .with("method", asked.method())
                .with("route", asked.route())
                .with("status", got.status())
                .with("code", got.code())
                .with("bytes", got.bytes())
                .with("seconds", Math.round(got.nanos() / 1e3) / 1e6);
        peer.ifPresent(address -> line.with("peer", address.toString().replaceFirst("^/", "")));
        return line.end();
    }
}
