/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.api;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** A connection of HTTP/2 without any call, frame by frame (RFC 9113). */
final class RawHttp2 implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
    private static final int SETTINGS = 4;
    private static final int PING = 6;
    private static final int GO_AWAY = 7;
    private static final Map<Integer, String> ERRORS = Map.of(0, "NO_ERROR", 11, "ENHANCE_YOUR_CALM");

    private final Socket socket;
    private final DataInputStream in;
    private final DataOutputStream out;

    RawHttp2(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout((int) PATIENCE.toMillis());
        in = new DataInputStream(socket.getInputStream());
        out = new DataOutputStream(socket.getOutputStream());
        out.write(PREFACE.getBytes(StandardCharsets.US_ASCII));
        frame(SETTINGS, new byte[0]);
    }

    void ping() throws IOException {
        frame(PING, new byte[8]);
    }

    private void frame(int type, byte[] payload) throws IOException {
        out.writeByte(0);
        out.writeShort(payload.length);
        out.writeByte(type);
        out.writeByte(0);
        out.writeInt(0);
        out.write(payload);
        out.flush();
    }

    /** Reads until the server says goodbye, and gives what it says: the error and the reason. */
    String goAway() throws IOException {
        while (true) {
            var length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
            var type = in.readUnsignedByte();
            in.skipNBytes(5);
            if (type == GO_AWAY) {
                in.skipNBytes(4);
                var error = in.readInt();
                var reason = new String(in.readNBytes(length - 8), StandardCharsets.US_ASCII);
                return ERRORS.getOrDefault(error, "error " + error) + " " + reason;
            }
            in.skipNBytes(length);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
