/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bench.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Speaks HTTP as its script says: well, slowly, or not at all. Whatever it is sent counts as a request. */
final class ScriptedServer implements AutoCloseable {
    static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";

    private final ServerSocket socket;
    private final Script script;
    private final AtomicInteger requests = new AtomicInteger();
    private final List<Socket> accepted = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    /** What a request gets. Nothing at all closes the connection. */
    interface Script {
        String answer(int request, ScriptedServer server) throws InterruptedException;
    }

    ScriptedServer(Script script) {
        this.script = script;
        try {
            socket = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.startVirtualThread(this::accept);
    }

    Target target() {
        return new Target(InetAddress.getLoopbackAddress(), socket.getLocalPort(), "localhost", "/api/v2/signingCert");
    }

    int requests() {
        return requests.get();
    }

    /** Waits for ever, as far as a test is concerned. */
    String hang() throws InterruptedException {
        closed.await();
        return "";
    }

    /** Waits so long, or until it is over. */
    String after(long millis, String answer) throws InterruptedException {
        closed.await(millis, TimeUnit.MILLISECONDS);
        return answer;
    }

    private void accept() {
        try {
            while (true) {
                var connection = socket.accept();
                accepted.add(connection);
                Thread.startVirtualThread(() -> serve(connection));
            }
        } catch (IOException e) {
            // It was closed.
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            var in = new BufferedInputStream(connection.getInputStream());
            while (readRequest(in)) {
                var answer = script.answer(requests.getAndIncrement(), this);
                if (answer.isEmpty()) {
                    return;
                }
                connection.getOutputStream().write(answer.getBytes(ISO_8859_1));
            }
        } catch (IOException e) {
            // The client went away.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean readRequest(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            var next = in.read();
            if (next < 0) {
                return false;
            }
            head.append((char) next);
        }
        var length = head.toString().replaceAll("(?s).*Content-Length: (\\d+).*", "$1");
        in.skipNBytes(Integer.parseInt(length));
        return true;
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        socket.close();
        for (var each : accepted) {
            each.close();
        }
    }
}
