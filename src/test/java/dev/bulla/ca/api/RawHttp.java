/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.api;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A connection on which any bytes may be sent, and answers are read one by one. */
final class RawHttp implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Socket socket;

    RawHttp(int port) throws IOException {
        this(new Socket(InetAddress.getLoopbackAddress(), port));
    }

    RawHttp(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        socket.setSoTimeout((int) PATIENCE.toMillis());
    }

    RawHttp send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    RawHttp send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return this;
    }

    /** Sends nothing any more, and goes on listening. */
    RawHttp end() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    Reply ask(String text) throws IOException {
        return send(text).reply();
    }

    /** Reads one answer: a head, and a body of the length it announces. */
    Reply reply() throws IOException {
        var lines = head().lines().filter(line -> !line.isEmpty()).toList();
        var headers = new TreeMap<String, String>();
        for (var line : lines.subList(1, lines.size())) {
            var colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        var status = Integer.parseInt(lines.getFirst().substring(9, 12));
        var length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        return new Reply(status, headers, new String(in().readNBytes(length), StandardCharsets.UTF_8));
    }

    private String head() throws IOException {
        var head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            var next = in().read();
            if (next < 0) {
                throw new IOException("the server closed the connection after: " + head);
            }
            head.write(next);
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    /** Waits until the server closes the connection, and gives what it sent before. */
    String rest() throws IOException {
        return new String(in().readAllBytes(), StandardCharsets.UTF_8);
    }

    private InputStream in() throws IOException {
        return socket.getInputStream();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** One answer, its headers in small letters. */
    record Reply(int status, Map<String, String> headers, String body) {}
}
