/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.api;

import static dev.bulla.ca.api.Frames.DATA;
import static dev.bulla.ca.api.Frames.END_HEADERS;
import static dev.bulla.ca.api.Frames.END_STREAM;
import static dev.bulla.ca.api.Frames.GOAWAY;
import static dev.bulla.ca.api.Frames.HEADERS;
import static dev.bulla.ca.api.Frames.PING;
import static dev.bulla.ca.api.Frames.RST_STREAM;
import static dev.bulla.ca.api.Frames.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

/** A connection of HTTP/2 on which a test can send any frame, sensible or not. */
final class RawHttp2 implements AutoCloseable {
    /** As the fixed table numbers them: two fields, and the names of two others. */
    private static final int POST = 0x83;

    private static final int HTTPS = 0x87;
    private static final int PATH = 4;
    private static final int AUTHORITY = 1;

    private static final Map<Integer, String> ERRORS = Map.of(0, "NO_ERROR", 11, "ENHANCE_YOUR_CALM");
    private static final int ACK = 1;

    private final Socket socket;
    private final DataInputStream in;
    private final DataOutputStream out;

    /** A frame that the server sent. */
    record Frame(int type, int flags, int stream, String content) {}

    RawHttp2(int port) throws IOException {
        this(new Socket(InetAddress.getLoopbackAddress(), port));
    }

    RawHttp2(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(20_000);
        in = new DataInputStream(socket.getInputStream());
        out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
        out.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        frame(SETTINGS, 0, 0, new byte[0]);
    }

    /** A connection that speaks HTTP/2 over TLS. */
    static RawHttp2 overTls(SSLContext client, int port) throws IOException {
        return overTls(client, new Socket(InetAddress.getLoopbackAddress(), port));
    }

    /** One that takes little before its client does. */
    static RawHttp2 hardlyListening(SSLContext client, int port) throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return overTls(client, socket);
    }

    private static RawHttp2 overTls(SSLContext client, Socket connected) throws IOException {
        var socket =
                (SSLSocket) client.getSocketFactory().createSocket(connected, "localhost", connected.getPort(), true);
        var parameters = socket.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {"h2"});
        socket.setSSLParameters(parameters);
        return new RawHttp2(socket);
    }

    /** Wants keys from the server that are as new as those it gets, which TLS 1.3 allows at any time. */
    void newKeys() throws IOException {
        ((SSLSocket) socket).startHandshake();
    }

    /** Begins a call and says that its message will come. */
    void begin(int stream, String method) throws IOException {
        frame(HEADERS, END_HEADERS, stream, call(method).toByteArray());
    }

    /** The same with one header more. */
    void begin(int stream, String method, String name, String value) throws IOException {
        var head = call(method);
        header(head, name, value);
        frame(HEADERS, END_HEADERS, stream, head.toByteArray());
    }

    private static ByteArrayOutputStream call(String method) {
        var head = post("/" + method);
        header(head, "content-type", "application/grpc");
        header(head, "te", "trailers");
        return head;
    }

    /** A whole request without a body. */
    void post(int stream, String path) throws IOException {
        frame(HEADERS, END_HEADERS | END_STREAM, stream, post(path).toByteArray());
    }

    private static ByteArrayOutputStream post(String path) {
        var head = new ByteArrayOutputStream();
        head.write(POST);
        head.write(HTTPS);
        head.write(PATH);
        text(head, path);
        head.write(AUTHORITY);
        text(head, "localhost");
        return head;
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
        text(to, name);
        text(to, value);
    }

    private static void text(ByteArrayOutputStream to, String text) {
        to.write(text.length());
        to.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
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
        } catch (EOFException | SocketException | SSLException e) {
            return Optional.empty();
        }
    }

    /** Reads frames until one of a stream ends it. */
    void awaitEnd(int stream) throws IOException {
        while (true) {
            var frame = next();
            assertThat(frame.type()).as(frame.content()).isNotEqualTo(GOAWAY);
            if (frame.stream() == stream && (frame.flags() & END_STREAM) != 0) {
                return;
            }
        }
    }

    /** Whether the server ends the connection before anybody loses patience here. */
    boolean isCutOff() throws IOException {
        try {
            in.readAllBytes();
            return true;
        } catch (SocketException | SSLException e) {
            return true;
        }
    }

    /** Waits until a call is answered or given up by the server, or until the connection ends. */
    void awaitAnswer(int stream) throws IOException {
        try {
            Frame frame;
            do {
                frame = next();
            } while (frame.stream() != stream || (frame.type() != HEADERS && frame.type() != RST_STREAM));
        } catch (EOFException | SocketException e) {
            // So the call is over, too.
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
        return new Frame(type, flags, stream, new String(content, StandardCharsets.ISO_8859_1));
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
