/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.api;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** A connection of HTTP/2 on which a test can send any frame, sensible or not. */
final class RawHttp2 implements AutoCloseable {
    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int RST_STREAM = 3;
    static final int SETTINGS = 4;
    static final int PING = 6;
    static final int GOAWAY = 7;

    private static final Map<Integer, String> ERRORS = Map.of(0, "NO_ERROR", 11, "ENHANCE_YOUR_CALM");
    private static final int END_STREAM = 1;
    private static final int ACK = 1;
    private static final int END_HEADERS = 4;

    private final Socket socket;
    private final DataInputStream in;
    private final DataOutputStream out;

    /** A frame that the server sent. */
    record Frame(int type, int stream, String content) {}

    RawHttp2(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(20_000);
        in = new DataInputStream(socket.getInputStream());
        out = new DataOutputStream(socket.getOutputStream());
        out.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        frame(SETTINGS, 0, 0, new byte[0]);
    }

    /** Begins a call and says that its message will come. */
    void begin(int stream, String method) throws IOException {
        var head = new ByteArrayOutputStream();
        header(head, ":method", "POST");
        header(head, ":scheme", "http");
        header(head, ":path", "/" + method);
        header(head, ":authority", "localhost");
        header(head, "content-type", "application/grpc");
        header(head, "te", "trailers");
        frame(HEADERS, END_HEADERS, stream, head.toByteArray());
    }

    /** A message of so many bytes, and so many of them. */
    void message(int stream, int announced, int sent, boolean end) throws IOException {
        var bytes =
                ByteBuffer.allocate(5 + sent).put((byte) 0).putInt(announced).array();
        for (var at = 0; at < bytes.length; at += 16_384) {
            var part = Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + 16_384));
            frame(DATA, end && at + 16_384 >= bytes.length ? END_STREAM : 0, stream, part);
        }
    }

    void reset(int stream) throws IOException {
        frame(RST_STREAM, 0, stream, new byte[] {0, 0, 0, 8});
    }

    void ping() throws IOException {
        frame(PING, 0, 0, new byte[8]);
    }

    void frame(int type, int flags, int stream, byte[] content) throws IOException {
        out.writeByte(content.length >> 16);
        out.writeShort(content.length);
        out.writeByte(type);
        out.writeByte(flags);
        out.writeInt(stream);
        out.write(content);
        out.flush();
    }

    /** Frames as they are, or as many of them as the server still takes. */
    void offer(byte[] frames) throws IOException {
        try {
            out.write(frames);
            out.flush();
        } catch (SocketException e) {
            // It has closed already, and what it said before can still be read.
        }
    }

    /** As a literal that nobody needs to remember. */
    private static void header(ByteArrayOutputStream to, String name, String value) {
        to.write(0);
        for (var text : new String[] {name, value}) {
            to.write(text.length());
            to.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
        }
    }

    /** The next frame of a type, or nothing if the connection ends before. What comes in between is answered as it must be. */
    Optional<Frame> await(int type) throws IOException {
        try {
            while (true) {
                var frame = next();
                if (frame.type() == type) {
                    return Optional.of(frame);
                }
            }
        } catch (EOFException | SocketException e) {
            return Optional.empty();
        }
    }

    /** Waits for the answer to a ping, or until the connection ends. */
    void awaitPing(String content) throws IOException {
        var pong = await(PING);
        while (pong.isPresent() && !pong.get().content().equals(content)) {
            pong = await(PING);
        }
    }

    /** What the server says for good-bye: the error and the reason. */
    String goAway() throws IOException {
        var content = await(GOAWAY).orElseThrow(EOFException::new).content();
        var error = (int) content.charAt(7);
        return ERRORS.getOrDefault(error, "error " + error) + " " + content.substring(8);
    }

    private Frame next() throws IOException {
        var length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
        var type = in.readUnsignedByte();
        var flags = in.readUnsignedByte();
        var stream = in.readInt();
        var content = in.readNBytes(length);
        if (type == SETTINGS && (flags & ACK) == 0) {
            acknowledge();
        }
        return new Frame(type, stream, new String(content, StandardCharsets.ISO_8859_1));
    }

    private void acknowledge() throws IOException {
        try {
            frame(SETTINGS, ACK, 0, new byte[0]);
        } catch (SocketException e) {
            // The server has closed already, and what it said before can still be read.
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
