/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.web;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.PeerInfo;
import io.helidon.webserver.CloseConnectionException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * TLS over a socket of Helidon's. One thread reads; others may write beside it.
 *
 * <p>Helidon has TLS of its own, which asks the name service about every client before it looks at a byte, and holds four
 * buffers of the size of a record, 66 KB in all, for each connection that does nothing. Here a resting connection holds none.
 */
final class TlsSocket implements HelidonSocket {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final HelidonSocket wire;
    private final SSLEngine engine;
    private final ReentrantLock writing = new ReentrantLock();

    /** What came and was not decrypted yet: less than a record, between two calls. */
    private ByteBuffer received = NOTHING;

    private ByteBuffer plain = NOTHING;

    /** @param protocols what is spoken over it, the dearest first */
    TlsSocket(HelidonSocket wire, SSLEngine engine, List<String> protocols) {
        this.wire = wire;
        this.engine = engine;
        engine.setHandshakeApplicationProtocolSelector((_, offered) -> selected(protocols, offered));
    }

    /** Clients that offer what nobody knows are taken for old ones. Those that speak HTTP/2 alone are told when we do not. */
    private static @Nullable String selected(List<String> protocols, List<String> offered) {
        return protocols.stream()
                .filter(offered::contains)
                .findFirst()
                .orElse(offered.contains(Protocols.HTTP_2) ? null : "");
    }

    /** Comes before everything else. Throws {@link CloseConnectionException} if client and server do not agree. */
    void handshake() {
        try {
            engine.beginHandshake();
            while (true) {
                switch (engine.getHandshakeStatus()) {
                    case NEED_TASK -> runTasks();
                    case NEED_WRAP -> encrypt(NOTHING);
                    case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
                        if (!decrypt()) {
                            throw new CloseConnectionException("the client left during the handshake");
                        }
                    }
                    case FINISHED, NOT_HANDSHAKING -> {
                        return;
                    }
                }
            }
        } catch (SSLException | UncheckedIOException e) {
            throw new CloseConnectionException("no TLS with this client", e);
        }
    }

    private void runTasks() {
        for (var task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
        }
    }

    @Override
    public byte @Nullable [] get() {
        try {
            while (decrypt()) {
                answerTheProtocol();
                if (plain.position() > 0) {
                    return taken();
                }
            }
            return null;
        } catch (SSLException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] taken() {
        var bytes = Arrays.copyOf(plain.array(), plain.position());
        plain = NOTHING;
        return bytes;
    }

    /** New keys of TLS 1.3 want a word from us. Another handshake, which TLS 1.2 knew, costs us much and a client nothing. */
    private void answerTheProtocol() throws SSLException {
        var wanted = engine.getHandshakeStatus();
        if (wanted == HandshakeStatus.NEED_WRAP) {
            encrypt(NOTHING);
        } else if (wanted != HandshakeStatus.NOT_HANDSHAKING) {
            throw new SSLException("the client wants another handshake");
        }
    }

    /** Takes one record, and waits for it if need be. False at the end of what the client sends. */
    private boolean decrypt() throws SSLException {
        while (received.hasRemaining() || receive()) {
            switch (engine.unwrap(received, plain).getStatus()) {
                case OK -> {
                    received = received.hasRemaining() ? received : NOTHING;
                    return true;
                }
                case CLOSED -> {
                    return false;
                }
                case BUFFER_OVERFLOW ->
                    plain = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
                case BUFFER_UNDERFLOW -> {
                    if (!receive()) {
                        return false;
                    }
                }
            }
        }
        return false;
    }

    private boolean receive() {
        // Who waits holds no buffer, not even for what turned out to be no text.
        plain = NOTHING;
        var more = wire.get();
        if (more == null) {
            return false;
        }
        received = joined(received, more);
        return true;
    }

    private static ByteBuffer joined(ByteBuffer first, byte[] second) {
        return first.hasRemaining()
                ? ByteBuffer.allocate(first.remaining() + second.length)
                        .put(first)
                        .put(second)
                        .flip()
                : ByteBuffer.wrap(second);
    }

    @Override
    public void write(BufferData buffer) {
        var bytes = new byte[buffer.available()];
        buffer.read(bytes);
        writing.lock();
        try {
            var text = ByteBuffer.wrap(bytes);
            while (text.hasRemaining()) {
                var result = encrypt(text);
                if (result.getStatus() == Status.CLOSED || result.bytesProduced() == 0) {
                    throw new SSLException("the connection has ended");
                }
            }
        } catch (SSLException e) {
            throw new UncheckedIOException(e);
        } finally {
            writing.unlock();
        }
    }

    /** Sends a record: of this text, or whatever the protocol has to say first. */
    private SSLEngineResult encrypt(ByteBuffer text) throws SSLException {
        writing.lock();
        try {
            var sealed = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
            var result = engine.wrap(text, sealed);
            if (result.bytesProduced() > 0) {
                wire.write(BufferData.create(sealed.array(), 0, sealed.position()));
            }
            return result;
        } finally {
            writing.unlock();
        }
    }

    /** Says that nothing comes any more, and before that what went wrong, if TLS has a word for it. */
    void end() {
        if (!writing.tryLock()) {
            // Somebody writes to a client that does not listen.
            return;
        }
        try {
            engine.closeOutbound();
            while (!engine.isOutboundDone() && encrypt(NOTHING).bytesProduced() > 0) {
                // One record each time: an alert, then the end.
            }
        } catch (SSLException | UncheckedIOException e) {
            // The client is gone, and needs no farewell.
            return;
        } finally {
            writing.unlock();
        }
    }

    @Override
    public boolean protocolNegotiated() {
        return !protocol().isEmpty();
    }

    /** Empty if the client did not ask for any. */
    @Override
    public String protocol() {
        var protocol = engine.getApplicationProtocol();
        return protocol == null ? "" : protocol;
    }

    @Override
    public boolean isSecure() {
        return true;
    }

    @Override
    public void close() {
        end();
        wire.close();
    }

    @Override
    public void idle() {
        wire.idle();
    }

    @Override
    public boolean isConnected() {
        return wire.isConnected();
    }

    @Override
    @SuppressWarnings("removal")
    @Deprecated
    public int read(BufferData buffer) {
        throw new UnsupportedOperationException("everything is read as it comes");
    }

    @Override
    public PeerInfo remotePeer() {
        return wire.remotePeer();
    }

    @Override
    public PeerInfo localPeer() {
        return wire.localPeer();
    }

    @Override
    public String socketId() {
        return wire.socketId();
    }

    @Override
    public String childSocketId() {
        return wire.childSocketId();
    }
}
