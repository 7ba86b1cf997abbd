/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import dev.bulla.ca.outbound.TlsRoots;
import java.net.http.HttpClient;
import java.time.Duration;

/** Asks servers. Over https it believes the roots of {@code SSL_CERT_FILE}, or else Java's. */
final class WebClient {
    private WebClient() {}

    static HttpClient connectingWithin(Duration patience) {
        return HttpClient.newBuilder()
                .connectTimeout(patience)
                .sslContext(roots().context())
                .build();
    }

    /** Those that a command believes: the system's. */
    static TlsRoots roots() {
        try {
            return TlsRoots.system(System.getenv());
        } catch (IllegalArgumentException e) {
            throw new CommandFailedException("SSL_CERT_FILE: " + e.getMessage(), ExitCode.USAGE);
        }
    }
}
