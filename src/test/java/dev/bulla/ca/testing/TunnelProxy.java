/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An HTTP proxy that takes every name for the one server behind it, and writes down what it was asked for. */
public final class TunnelProxy implements AutoCloseable {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ServerSocket door;
    private final InetSocketAddress behind;
    private final List<String> asked = new CopyOnWriteArrayList<>();

    public TunnelProxy(InetSocketAddress behind) throws IOException {
        this.behind = behind;
        this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        var _ = threads.submit(this::serve);
    }

    public String url() {
        return "http://127.0.0.1:" + door.getLocalPort();
    }

    /** The first lines of the requests for tunnels. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    private Void serve() throws IOException {
        while (!door.isClosed()) {
            var client = door.accept();
            var _ = threads.submit(() -> tunnel(client));
        }
        return null;
    }

    private Void tunnel(Socket client) throws IOException {
        try (client;
                var server = new Socket(behind.getAddress(), behind.getPort())) {
            asked.add(firstLine(client));
            client.getOutputStream().write("HTTP/1.1 200 Connection established\r\n\r\n".getBytes(ISO_8859_1));
            var _ = threads.submit(() -> client.getInputStream().transferTo(server.getOutputStream()));
            server.getInputStream().transferTo(client.getOutputStream());
        }
        return null;
    }

    /** Reads up to the empty line, byte by byte, because what follows is for somebody else. */
    private static String firstLine(Socket client) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            var next = client.getInputStream().read();
            if (next < 0) {
                throw new EOFException("the client hung up");
            }
            head.append((char) next);
        }
        return head.substring(0, head.indexOf("\r\n"));
    }

    @Override
    public void close() throws IOException {
        door.close();
        threads.shutdownNow();
    }
}
