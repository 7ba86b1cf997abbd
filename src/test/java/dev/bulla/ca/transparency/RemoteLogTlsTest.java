/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.transparency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.fault.UnavailableException;
import dev.bulla.ca.outbound.Caller;
import dev.bulla.ca.outbound.Proxies;
import dev.bulla.ca.outbound.TlsRoots;
import dev.bulla.ca.testing.TestLogServer;
import dev.bulla.ca.testing.TestTls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RemoteLogTlsTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-05-06T07:08:09Z"));

    @TempDir
    private Path folder;

    private final TestTls tls = TestTls.create();
    private final Crypto crypto = Crypto.fastest();
    private final TestLogServer server = TestLogServer.start(CLOCK, crypto, tls.server());
    private final SmallAuthority authority = new SmallAuthority(CLOCK, crypto);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void reachesALogUnderItsOwnRoots() throws IOException {
        var roots = TlsRoots.only(Files.writeString(folder.resolve("roots.pem"), tls.rootPem()));

        submit(roots, Duration.ofSeconds(20));

        assertThat(server.submissions()).hasSize(1);
    }

    @Test
    void doesNotReachALogUnderOtherRoots() throws IOException {
        var others = TestTls.create().rootPem();
        var roots = TlsRoots.only(Files.writeString(folder.resolve("roots.pem"), others));

        assertThatThrownBy(() -> submit(roots, Duration.ofMillis(700))).isInstanceOf(UnavailableException.class);
        assertThat(server.submissions()).isEmpty();
    }

    @Test
    void doesNotReachAPrivateLogUnderTheSystemsRoots() {
        assertThatThrownBy(() -> submit(TlsRoots.system(Map.of()), Duration.ofMillis(700)))
                .isInstanceOf(UnavailableException.class);
        assertThat(server.submissions()).isEmpty();
    }

    private void submit(TlsRoots roots, Duration budget) {
        var endpoint = LogEndpoint.of(server.url(), Optional.empty());
        var patience = new Patience(budget, CLOCK, new Random(1));
        try (var caller = new Caller(roots, Proxies.NONE, Duration.ofSeconds(5))) {
            var _ = new RemoteLog(endpoint, caller, patience, (log, outcome, took) -> {})
                    .submit(authority.precertificate())
                    .get();
        }
    }
}
