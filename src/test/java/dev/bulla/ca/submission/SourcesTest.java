/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bulla.ca.testing.MovableClock;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourcesTest {
    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-21T12:00:00Z"));

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1, true",
        "192.0.2.1, 192.0.2.2, false",
        "2001:db8:0:1::1, 2001:db8:0:1:ffff::2, true",
        "2001:db8:0:1::1, 2001:db8:0:2::1, false"
    })
    void anAddressOfIpv6CountsWithAllThatBeginLikeIt(String first, String second, boolean same) throws Exception {
        var sources = Sources.allowed(1, clock);
        sources.count(peer(first));

        var refused = catchThrowableOfType(TurnedAwayException.class, () -> sources.count(peer(second)));

        if (same) {
            assertThat(refused.answer().status()).isEqualTo(429);
            assertThat(refused.answer().word()).isEqualTo("too-many-submissions");
            assertThat(refused.answer().pause()).contains(1L);
        } else {
            assertThat(refused).isNull();
        }
    }

    @Test
    void aSecondLaterItMaySubmitAgain() throws Exception {
        var sources = Sources.allowed(2, clock);
        sources.count(peer("192.0.2.1"));
        sources.count(peer("192.0.2.1"));
        assertThat(catchThrowableOfType(TurnedAwayException.class, () -> sources.count(peer("192.0.2.1"))))
                .isNotNull();

        clock.moveTo(clock.instant().plusSeconds(1));

        sources.count(peer("192.0.2.1"));
    }

    @Test
    void withoutABoundNobodyIsRefused() {
        var sources = Sources.allowed(0, clock);

        assertThatCode(() -> {
                    for (var i = 0; i < 10_000; i++) {
                        sources.count(peer("192.0.2.1"));
                    }
                })
                .doesNotThrowAnyException();
    }

    private static SocketAddress peer(String address) throws UnknownHostException {
        return new InetSocketAddress(InetAddress.getByName(address), 4711);
    }
}
