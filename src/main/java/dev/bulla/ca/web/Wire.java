/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.web;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.PeerInfo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A connection, as its bytes come and go. While it waits for its client it holds a small buffer and nothing else: most connections
 * wait, and thousands of them shall cost little.
 */
final class Wire implements HelidonSocket {
    /** Room for a request without a token. */
    private static final int WAITING = 512;

    private static final int ARRIVING = 4 * 1024;
    private static final int LEAVING = 16 * 1024;

    private final SocketChannel channel;
    private final Peer local;
    private final Peer remote;
    private boolean arriving;

    Wire(SocketChannel channel) throws IOException {
        this.channel = channel;
        this.local = Peer.of(channel.getLocalAddress());
        this.remote = Peer.of(channel.getRemoteAddress());
    }

    /** Waits for what comes next, and takes of it what fits. Nothing at the end of what the client sends. */
    @Override
    public byte @Nullable [] get() {
        var room = ByteBuffer.allocate(arriving ? ARRIVING : WAITING);
        try {
            var length = channel.read(room);
            // Who filled the buffer has sent more, most likely.
            arriving = !room.hasRemaining();
            return length < 0 ? null : Arrays.copyOf(room.array(), length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void write(BufferData buffer) {
        try {
            while (!buffer.consumed()) {
                var piece = ByteBuffer.allocate(Math.min(LEAVING, buffer.available()));
                buffer.writeTo(piece, piece.capacity());
                piece.flip();
                while (piece.hasRemaining()) {
                    channel.write(piece);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Closed at once, the other end may never see what was sent last. */
    @Override
    public void close() {
        try {
            channel.shutdownOutput();
            channel.shutdownInput();
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void idle() {
        // Only connections that we open ourselves are ever laid aside.
    }

    @Override
    public boolean isConnected() {
        return channel.isOpen();
    }

    @Override
    @SuppressWarnings("removal")
    @Deprecated
    public int read(BufferData buffer) {
        throw new UnsupportedOperationException("everything is read as it comes");
    }

    @Override
    public PeerInfo remotePeer() {
        return remote;
    }

    @Override
    public PeerInfo localPeer() {
        return local;
    }

    @Override
    public boolean isSecure() {
        return false;
    }

    @Override
    public String socketId() {
        return "connection";
    }

    @Override
    public String childSocketId() {
        return "of " + remote.address();
    }
}
