/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.outbound;

import dev.bulla.ca.x509.Bytes;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.stream.Stream;

/** What a server answered, whole. */
public final class Reply {
    private final HttpResponse<Bytes> response;

    Reply(HttpResponse<Bytes> response) {
        this.response = response;
    }

    public int status() {
        return response.statusCode();
    }

    /** The first header of this name, in any case. */
    public Optional<String> header(String name) {
        return response.headers().firstValue(name);
    }

    /** The lines of all headers of this name, in any case. */
    public Stream<String> headers(String name) {
        return response.headers().allValues(name).stream();
    }

    public Bytes body() {
        return response.body();
    }
}
