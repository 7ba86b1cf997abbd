/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.web;

import dev.bulla.ca.pace.LargeRequests;
import io.helidon.webserver.http.ServerRequest;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketAddress;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** One request of a connection that carries several at a time. */
final class TimedStream implements ClientTime {
    private final SocketAddress peer;
    private final ConnectionClock clock;
    private final LargeRequests.Share share;
    private OptionalInt id = OptionalInt.empty();
    private boolean dropping;
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

    /** Makes what is read of its body count, and learns its number. */
    void serve(ServerRequest request) {
        id = OptionalInt.of(request.id());
        request.streamFilter(this::counted);
    }

    /** What is read of the body counts as held, as over HTTP/1.1. */
    private InputStream counted(InputStream body) {
        return new FilterInputStream(body) {
            @Override
            public int read() throws IOException {
                var octet = super.read();
                hold(octet < 0 ? 0 : 1);
                return octet;
            }

            @Override
            public int read(byte[] bytes, int from, int most) throws IOException {
                var read = super.read(bytes, from, most);
                hold(read);
                return read;
            }
        };
    }

    private void hold(int bytes) {
        if (bytes > 0 && !dropping && !share.add(bytes)) {
            throw new NoRoomException();
        }
    }

    /** Whether its time has run out just now. Says so once. */
    boolean runsOut(long now) {
        return clock.runsOut(now);
    }

    /** The connection has ended. Who waits for the client would wait for ever, and who is at work finds out by itself. */
    void abandon() {
        var serving = thread;
        if (serving != null && clock.isRunning()) {
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
    }

    @Override
    public void dropRest() {
        share.giveBack();
        dropping = true;
    }

    /** The rest of a stream is dropped with it. */
    @Override
    public void discard(long most) {
        dropRest();
    }
}
