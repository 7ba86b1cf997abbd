/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.outbound;

import dev.bulla.ca.x509.Bytes;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is asked of a server.
 *
 * @param address http or https, with a host
 * @param body    what is posted; without one the call is a GET
 */
public record Call(URI address, Map<String, String> headers, Optional<Bytes> body, Limits limits) {
    public Call {
        headers = Map.copyOf(headers);
    }

    public static Call get(URI address, Map<String, String> headers, Limits limits) {
        return new Call(address, headers, Optional.empty(), limits);
    }

    public static Call post(URI address, Map<String, String> headers, Bytes body, Limits limits) {
        return new Call(address, headers, Optional.of(body), limits);
    }

    /** GET or POST. */
    String method() {
        return body.isPresent() ? "POST" : "GET";
    }

    /** The same call with more headers. */
    Call with(Map<String, String> more) {
        if (more.isEmpty()) {
            return this;
        }
        var all = new HashMap<>(headers);
        all.putAll(more);
        return new Call(address, all, body, limits);
    }

    /**
     * What a call may cost.
     *
     * @param time for everything, from looking up the name to the last byte of the reply
     * @param size how many bytes the body of the reply may have
     */
    public record Limits(Duration time, int size) {}
}
