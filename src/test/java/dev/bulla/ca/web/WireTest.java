/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.helidon.common.buffers.BufferData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WireTest {
    private Socket client;
    private Wire wire;

    @BeforeEach
    void connect() throws IOException {
        try (var door = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            client = new Socket(InetAddress.getLoopbackAddress(), door.socket().getLocalPort());
            wire = new Wire(door.accept());
        }
    }

    @AfterEach
    void hangUp() throws IOException {
        client.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 511, 512, 513, 1024, 4095, 4096, 4607, 4608, 4609, 100_000})
    void whatIsSentArrivesWhateverItsLength(int length) throws IOException {
        var sent = random(length);
        client.getOutputStream().write(sent);
        client.shutdownOutput();

        var received = new ByteArrayOutputStream();
        for (var piece = wire.get(); piece != null; piece = wire.get()) {
            assertThat(piece).isNotEmpty();
            received.writeBytes(piece);
        }

        assertThat(received.toByteArray()).isEqualTo(sent);
        assertThat(wire.get()).isNull();
    }

    /** Three times what one write takes, in pieces, and begun in the middle. */
    @Test
    void whatIsWrittenGoesOutWhole() throws IOException, InterruptedException {
        var first = random(40_000);
        var second = random(7);
        var buffer = BufferData.create(BufferData.create(first), BufferData.create(second));
        buffer.skip(1);
        var both = Arrays.copyOf(first, 40_007);
        System.arraycopy(second, 0, both, 40_000, 7);

        var writing = Thread.startVirtualThread(() -> {
            wire.write(buffer);
            wire.close();
        });

        var received = client.getInputStream().readAllBytes();
        writing.join();
        assertThat(received).isEqualTo(Arrays.copyOfRange(both, 1, 40_007));
    }

    @Test
    void bothEndsAreKnownEvenWhenItIsBroken() throws IOException {
        client.close();
        wire.close();

        assertThat(wire.remotePeer().port()).isEqualTo(client.getLocalPort());
        assertThat(wire.localPeer().port()).isEqualTo(client.getPort());
        assertThat(wire.isConnected()).isFalse();
        assertThatThrownBy(wire::get).isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(() -> wire.write(BufferData.create(new byte[1]))).isInstanceOf(UncheckedIOException.class);
    }

    private static byte[] random(int length) {
        var bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
