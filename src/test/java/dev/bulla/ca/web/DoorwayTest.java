/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.helidon.common.buffers.BufferData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Clients come and go through a door with two places. Each sends a byte and gets it back, until it sends an x. */
class DoorwayTest {
    private final Doorway doorway = Doorway.open(local(0), 2, DoorwayTest::echo);

    private static void echo(Wire wire) {
        while (true) {
            var bytes = wire.get();
            if (bytes == null) {
                return;
            }
            if (bytes[0] == 'x') {
                throw new IllegalStateException("the client asked for a bug");
            }
            wire.write(BufferData.create(bytes));
        }
    }

    @AfterEach
    void shut() {
        doorway.shut();
    }

    @Test
    void theNextOneWaitsUntilSomebodyHasLeft() throws IOException {
        try (var stays = client();
                var waits = new Socket()) {
            assertThat(answer(stays)).isEqualTo('?');
            try (var leaves = client()) {
                assertThat(answer(leaves)).isEqualTo('?');
                waits.connect(local(doorway.port()));
                waits.setSoTimeout(500);
                assertThatThrownBy(() -> answer(waits)).isInstanceOf(SocketTimeoutException.class);
            }
            waits.setSoTimeout(10_000);
            assertThat(waits.getInputStream().read()).isEqualTo('?');
        }
    }

    @Test
    void aConnectionThatFailsTakesNoPlaceWithIt() throws IOException {
        for (var i = 0; i < 5; i++) {
            try (var failing = client()) {
                failing.getOutputStream().write('x');
                assertThat(failing.getInputStream().read()).isEqualTo(-1);
            }
        }
        try (var next = client()) {
            assertThat(answer(next)).isEqualTo('?');
        }
    }

    @Test
    void whoIsInsideWhenItShutsCanStay() throws IOException {
        try (var inside = client()) {
            assertThat(answer(inside)).isEqualTo('?');
            var port = doorway.port();

            doorway.shut();
            doorway.awaitEmpty(Duration.ofMillis(1));

            assertThat(answer(inside)).isEqualTo('?');
            assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port))
                    .isInstanceOf(IOException.class);
        }
        doorway.awaitEmpty(Duration.ofDays(1));
    }

    @Test
    void anAddressThatIsTakenIsToldWithItsReason() {
        var taken = local(doorway.port());

        assertThatThrownBy(() -> Doorway.open(taken, 2, DoorwayTest::echo))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("cannot listen on " + taken.getHostString() + ":" + taken.getPort())
                .rootCause()
                .hasMessageContaining("in use");
    }

    private Socket client() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), doorway.port());
        socket.setSoTimeout(10_000);
        return socket;
    }

    private static int answer(Socket client) throws IOException {
        client.getOutputStream().write('?');
        return client.getInputStream().read();
    }

    private static InetSocketAddress local(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }
}
