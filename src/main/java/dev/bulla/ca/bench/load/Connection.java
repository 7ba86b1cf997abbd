/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bench.load;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Optional;

/** A connection that is kept open and opened again when it was closed. For one thread, and one that loses patience. */
public final class Connection implements AutoCloseable {
    private static final long IDLE = 0;

    private final Target target;
    private final Duration patience;
    private Optional<Line> line = Optional.empty();
    private long opened;
    private volatile Optional<Socket> waiting = Optional.empty();
    private volatile long since = IDLE;

    /** A socket and what reads from it. */
    private record Line(Socket socket, AnswerReader answers) {}

    public Connection(Target target, Duration patience) {
        this.target = target;
        this.patience = patience;
    }

    void open() throws IOException {
        var socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.connect(target.socketAddress(), Math.toIntExact(patience.toMillis()));
            line = Optional.of(new Line(socket, new AnswerReader(socket.getInputStream())));
            opened++;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** How often it had to be opened. */
    long opened() {
        return opened;
    }

    /** Sends a request and waits for its answer. */
    public Answer exchange(byte[] request) throws IOException {
        var isUsed = line.isPresent();
        if (!isUsed) {
            open();
        }
        try {
            return exchange(request, line.orElseThrow());
        } catch (IOException e) {
            var isUntouched = line.map(it -> it.answers().isUntouched()).orElse(true);
            close();
            if (isUsed && isUntouched && isClosedByServer(e)) {
                // It was closed while it was idle, which every server may do: no answer was lost.
                return exchange(request);
            }
            throw e;
        }
    }

    private Answer exchange(byte[] request, Line on) throws IOException {
        waiting = Optional.of(on.socket());
        since = System.nanoTime() | 1;
        try {
            on.socket().getOutputStream().write(request);
            var answer = on.answers().next();
            if (answer.last()) {
                close();
            }
            return answer;
        } catch (SocketException e) {
            throw since == IDLE ? new InterruptedIOException("no answer in " + patience.toSeconds() + " s") : e;
        } finally {
            since = IDLE;
        }
    }

    private static boolean isClosedByServer(IOException e) {
        return e instanceof EOFException || e instanceof SocketException;
    }

    /** For another thread: ends a wait that lasts too long. */
    void endLongWait(long now) throws IOException {
        var begun = since;
        if (begun != IDLE && now - begun > patience.toNanos()) {
            since = IDLE;
            waiting.orElseThrow().close();
        }
    }

    @Override
    public void close() throws IOException {
        if (line.isPresent()) {
            var socket = line.get().socket();
            line = Optional.empty();
            socket.close();
        }
    }
}
