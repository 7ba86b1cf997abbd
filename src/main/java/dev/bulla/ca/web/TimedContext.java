/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.web;

import dev.bulla.ca.pace.LargeRequests;
import dev.bulla.ca.pace.Pause;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataWriter;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.PeerInfo;
import io.helidon.common.socket.SocketWriter;
import io.helidon.http.DirectHandler;
import io.helidon.http.RequestException;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ListenerContext;
import io.helidon.webserver.ProxyProtocolData;
import io.helidon.webserver.Router;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What Helidon knows about a connection, with a reader of its own that tells the clock when bytes come in, and TLS. */
final class TimedContext implements ConnectionContext {
    private final Listener listener;
    private final Wire wire;
    private final ConnectionClock clock;
    private final Optional<TlsSocket> tls;
    private final HelidonSocket socket;
    private final DataWriter writer;
    private final DataReader reader = DataReader.create(this::read);
    private final LargeRequests.Share share;
    private ExecutorService threads;
    private final HeadLines head = new HeadLines();
    private Optional<ClientFrames> frames = Optional.empty();
    private boolean begun;
    private boolean dropping;
    private boolean heldBack;
    private boolean silent;
    private byte @Nullable [] refused;

    TimedContext(Listener listener, Wire wire, Optional<TlsSocket> tls, ConnectionClock clock) {
        this.listener = listener;
        this.wire = wire;
        this.clock = clock;
        this.share = listener.largeRequests().share();
        this.threads = listener.executor();
        this.tls = tls;
        this.socket = tls.<HelidonSocket>map(Function.identity()).orElse(wire);
        this.writer = SocketWriter.create(socket);
    }

    /** Comes to terms with the client, where there are any. Says what is to be spoken; empty if the client asked for nothing. */
    String agree() {
        if (tls.isEmpty()) {
            return "";
        }
        clock.shakingHands();
        tls.get().handshake();
        clock.beginning();
        return tls.get().protocol();
    }

    /** From now on requests come several at a time. Each runs in this way, and counts what it reads. */
    void inStreams(Consumer<Runnable> way) {
        threads = new StreamThreads(listener.executor(), way);
        frames = Optional.of(new ClientFrames(share));
    }

    /** A stream was answered. */
    void ended(int stream) {
        frames.ifPresent(sent -> sent.ended(stream));
    }

    LargeRequests.Share anotherShare() {
        return listener.largeRequests().share();
    }

    /** Says that nothing comes any more, where there is a word for that. */
    void end() {
        clock.leaving();
        tls.ifPresent(TlsSocket::end);
    }

    /** Ends what others read or write just now. */
    void cut() {
        try {
            wire.close();
        } catch (UncheckedIOException e) {
            // It was broken already.
            return;
        }
    }

    /** The end of what a client sends is the end of the connection: Helidon takes one in a head for a bug. */
    private byte[] read() {
        if (frames.isPresent()) {
            return kept(frames.get());
        }
        var bytes = begun ? receive() : firstHead();
        begun = true;
        return orLeft(bytes);
    }

    private byte[] kept(ClientFrames sent) {
        var bytes = sent.kept(orLeft(receive()));
        while (bytes.length == 0) {
            bytes = sent.kept(orLeft(receive()));
        }
        return bytes;
    }

    private static byte[] orLeft(byte @Nullable [] bytes) {
        if (bytes == null) {
            throw new CloseConnectionException("the client left");
        }
        return bytes;
    }

    /** Only the first request of a connection can be of HTTP/1.0: it is also the last. */
    private byte @Nullable [] firstHead() {
        var head = receive();
        while (head != null && head.length < OldHttp.LONGEST && !OldHttp.isComplete(head)) {
            var more = receive();
            if (more == null) {
                return head;
            }
            head = joined(head, more);
        }
        return head == null ? null : OldHttp.asNew(head);
    }

    private static byte[] joined(byte[] first, byte[] second) {
        var both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private byte @Nullable [] receive() {
        try {
            var bytes = next();
            clock.received();
            if (bytes != null && frames.isEmpty()) {
                hold(bytes);
                requireFit(bytes);
            }
            return bytes;
        } catch (UncheckedIOException e) {
            throw new CloseConnectionException("the connection broke", e);
        }
    }

    /** What there was no room for comes again: those who drop it count it. */
    private byte @Nullable [] next() {
        var again = refused;
        refused = null;
        if (again != null) {
            return again;
        }
        if (silent) {
            silent = false;
            Pause.pass();
        }
        return socket.get();
    }

    private void hold(byte[] bytes) {
        if (!dropping && !share.add(bytes.length)) {
            refused = bytes;
            throw new NoRoomException();
        }
    }

    private void requireFit(byte[] bytes) {
        if (!head.fit(bytes)) {
            throw RequestException.builder()
                    .type(DirectHandler.EventType.BAD_REQUEST)
                    .status(Protocols.HEAD_TOO_LARGE)
                    .message("the head has too many fields")
                    .build();
        }
    }

    /** The head of a request was read. */
    void headRead() {
        head.end();
    }

    /** What still comes of the request is not kept, and neither is what came. */
    void dropRest() {
        share.giveBack();
        dropping = true;
    }

    /** What comes behind this request is listened to a moment later. */
    void listenLater() {
        heldBack = true;
    }

    /** The request was answered. */
    void forget() {
        silent = heldBack;
        heldBack = false;
        share.giveBack();
        dropping = false;
        head.begin();
    }

    /** Takes what the client still sends, up to so many bytes, and drops it. */
    void discard(long most) {
        dropping = true;
        try {
            for (var left = most; left > 0; left -= Math.min(left, Integer.MAX_VALUE)) {
                reader.skip((int) Math.min(left, Integer.MAX_VALUE));
            }
        } catch (DataReader.InsufficientDataAvailableException e) {
            throw new CloseConnectionException("the client left", e);
        } finally {
            dropping = false;
        }
    }

    @Override
    public DataReader dataReader() {
        return reader;
    }

    @Override
    public ListenerContext listenerContext() {
        return listener;
    }

    @Override
    public ExecutorService executor() {
        return threads;
    }

    @Override
    public DataWriter dataWriter() {
        return writer;
    }

    @Override
    public Router router() {
        return listener.router();
    }

    @Override
    public Optional<ProxyProtocolData> proxyProtocolData() {
        return Optional.empty();
    }

    @Override
    public HelidonSocket serverSocket() {
        return socket;
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
    public boolean isSecure() {
        return socket.isSecure();
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
