/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.web;

import io.helidon.webserver.spi.ServerConnectionSelector;
import java.util.List;

/** What a port speaks, the dearest first and HTTP/1.1 last. */
record Protocols(List<ServerConnectionSelector> selectors) {
    Protocols {
        selectors = List.copyOf(selectors);
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
