/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.web;

import io.helidon.http.Status;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.http2.Http2Config;
import io.helidon.webserver.http2.Http2ConnectionSelector;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.util.List;

/** What a port speaks, the dearest first and HTTP/1.1 last. */
record Protocols(List<ServerConnectionSelector> selectors) {
    static final Status HEAD_TOO_LARGE = Status.create(431, "Request Header Fields Too Large");

    /** As TLS names it. */
    static final String HTTP_2 = "h2";

    /** What the requests of a connection together may have sent before somebody read it: nobody counts it but this limit. */
    private static final int UNREAD = 65_535;

    private static final int STREAMS = 100;
    static final int LARGEST_STREAM_HEAD = 64 * 1024;

    Protocols {
        selectors = List.copyOf(selectors);
    }

    static Protocols of(HttpSettings settings) {
        var largestHead = settings.room().largestHead();
        var http1 = Http1ConnectionSelector.builder().config(http1(largestHead)).build();
        return new Protocols(settings.endpoint().http2() ? List.of(http2(largestHead), http1) : List.of(http1));
    }

    private static Http1Config http1(int largestHead) {
        return Http1Config.builder()
                .maxPrologueLength(largestHead)
                .maxHeadersSize(largestHead)
                .sendKeepAliveHeader(false)
                // Looks at queries and fragments only, and we look at neither.
                .validatePrologue(false)
                .build();
    }

    private static ServerConnectionSelector http2(int largestHead) {
        return Http2ConnectionSelector.builder()
                .http2Config(Http2Config.builder()
                        .initialWindowSize(UNREAD)
                        .maxConcurrentStreams(STREAMS)
                        .maxHeaderListSize(Math.min(largestHead, LARGEST_STREAM_HEAD))
                        .build())
                .build();
    }

    /** As TLS names them. */
    List<String> names() {
        return selectors.stream()
                .flatMap(selector -> selector.supportedApplicationProtocols().stream())
                .toList();
    }

    /** What was agreed on, and HTTP/1.1 where nothing was. */
    ServerConnectionSelector spoken(String name) {
        return selectors.stream()
                .filter(selector -> selector.supportedApplicationProtocols().contains(name))
                .findFirst()
                .orElseGet(selectors::getLast);
    }
}
