/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.web;

import dev.bulla.ca.pace.LargeRequests;
import dev.bulla.ca.pace.Pause;
import io.helidon.http.HttpException;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketAddress;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** One request of a connection that carries several at a time. */
final class TimedStream implements ClientTime {
    /** What a field counts besides its name and its value. */
    private static final int FIELD = 32;

    private final SocketAddress peer;
    private final ConnectionClock clock;
    private final LargeRequests.Share share;
    private OptionalInt id = OptionalInt.empty();
    private boolean turnedAway;
    private boolean dropping;
    private volatile boolean abandoned;
    private volatile @Nullable Thread thread;

    TimedStream(SocketAddress peer, ConnectionClock clock, LargeRequests.Share share) {
        this.peer = peer;
        this.clock = clock;
        this.share = share;
    }

    void run(Runnable stream) {
        thread = Thread.currentThread();
        try {
            stream.run();
        } finally {
            thread = null;
            share.giveBack();
        }
    }

    /** Its number on the connection, once it is known. */
    OptionalInt id() {
        return id;
    }

    /** There is no room for its body. It is answered as soon as that is read. */
    void turnAway() {
        turnedAway = true;
    }

    /** Makes its head count and what is read of its body, and learns its number. Throws if the head is too large. */
    void serve(ServerRequest request) {
        id = OptionalInt.of(request.id());
        var head = size(request);
        if (head > Protocols.LARGEST_STREAM_HEAD) {
            throw new HttpException("the head is too large", Protocols.HEAD_TOO_LARGE);
        }
        turnedAway |= !share.add(head);
        request.streamFilter(this::counted);
    }

    /** As HTTP/2 counts, so that nobody makes much of little by compressing (RFC 9113, 6.5.2). */
    private static int size(ServerRequest request) {
        var size = request.prologue().uriPath().rawPath().length();
        for (var field : request.headers()) {
            for (var value : field.allValues()) {
                size += field.name().length() + value.length() + FIELD;
            }
        }
        return size;
    }

    /** What is read of the body counts as held, as over HTTP/1.1. */
    private InputStream counted(InputStream body) {
        return new FilterInputStream(body) {
            @Override
            public int read() throws IOException {
                hold(0);
                var octet = super.read();
                hold(octet < 0 ? 0 : 1);
                return octet;
            }

            @Override
            public int read(byte[] bytes, int from, int most) throws IOException {
                hold(0);
                var read = super.read(bytes, from, most);
                hold(Math.max(0, read));
                return read;
            }
        };
    }

    /** To Helidon a body has ended whose reader was interrupted, and it waits for the rest of one that was not read. */
    private void hold(int bytes) {
        if (abandoned) {
            Thread.currentThread().interrupt();
            throw new CloseConnectionException("the client left");
        }
        if (!dropping && (turnedAway || !share.add(bytes))) {
            throw new NoRoomException();
        }
    }

    /** Whether we wait for the client. */
    boolean isWaiting() {
        return clock.isRunning();
    }

    /** Whether its time has run out just now. Says so once. */
    boolean runsOut(long now) {
        return clock.runsOut(now);
    }

    /** The connection has ended. Who waits for the client would wait for ever, and who is at work finds out by itself. */
    void abandon() {
        abandoned = true;
        var serving = thread;
        if (serving != null && isWaiting()) {
            serving.interrupt();
        }
    }

    @Override
    public SocketAddress peer() {
        return peer;
    }

    @Override
    public void working() {
        clock.working();
    }

    @Override
    public void answering() {
        clock.answering();
        if (abandoned) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void dropRest() {
        share.giveBack();
        dropping = true;
    }

    @Override
    public void holdBack() {
        Pause.pass();
    }

    /** The rest of a stream is dropped with it. */
    @Override
    public void discard(long most) {
        dropRest();
    }
}
