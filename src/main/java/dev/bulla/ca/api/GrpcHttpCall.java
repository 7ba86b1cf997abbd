/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.api;

import dev.bulla.ca.web.TimedConnection;
import io.grpc.Attributes;
import io.grpc.Context;
import io.grpc.Deadline;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.Status;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;

/** A call of one message and its answer, which is sent as a whole when it is known how the call ended. */
final class GrpcHttpCall<Q, A> extends ServerCall<Q, A> {
    private static final Header TYPE = HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "application/grpc");
    private static final Header GZIPPED = HeaderValues.createCached("grpc-encoding", "gzip");
    private static final Header TAKES_GZIP = HeaderValues.createCached("grpc-accept-encoding", "gzip");
    private static final int PREFIX = 5;
    private static final Base64.Encoder BASE64 = Base64.getEncoder().withoutPadding();

    private final MethodDescriptor<Q, A> method;
    private final Optional<Deadline> deadline;
    private final ServerResponse response;
    private final boolean takesGzip;
    private boolean gzip;
    private boolean turnedAway;
    private Metadata headers = new Metadata();
    private byte[] message = new byte[0];
    private boolean closed;

    GrpcHttpCall(MethodDescriptor<Q, A> method, ServerRequest request, ServerResponse response) {
        this.method = method;
        this.deadline = GrpcTimeout.of(request.headers());
        this.takesGzip = request.headers().containsToken(TAKES_GZIP);
        this.response = response;
    }

    /** There is no room for what comes. */
    void turnAway() {
        turnedAway = true;
    }

    boolean isTurnedAway() {
        return turnedAway;
    }

    /** Whether the client does not wait any more. */
    boolean isLate() {
        return deadline.filter(Deadline::isExpired).isPresent();
    }

    boolean isClosed() {
        return closed;
    }

    /** The messages come in any case. */
    @Override
    public void request(int messages) {}

    /** Clients that do not take it get their answer as it is. */
    @Override
    public void setCompression(String compressor) {
        gzip = takesGzip && compressor.equals("gzip");
    }

    @Override
    public void sendHeaders(Metadata metadata) {
        headers = metadata;
    }

    @Override
    public void sendMessage(A answer) {
        var content = new ByteArrayOutputStream();
        try (var stream = method.streamResponse(answer);
                var out = gzip ? new GZIPOutputStream(content) : content) {
            stream.transferTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail", e);
        }
        message = ByteBuffer.allocate(PREFIX + content.size())
                .put((byte) (gzip ? 1 : 0))
                .putInt(content.size())
                .put(content.toByteArray())
                .array();
    }

    @Override
    public void close(Status outcome, Metadata trailers) {
        closed = true;
        TimedConnection.current().answering();
        var status = isLate() ? Status.DEADLINE_EXCEEDED : outcome;
        var last = new ArrayList<Header>();
        last.add(HeaderValues.create("grpc-status", status.getCode().value()));
        Optional.ofNullable(status.getDescription())
                .ifPresent(text -> last.add(HeaderValues.create("grpc-message", escaped(text))));
        last.addAll(written(trailers));
        response.header(TYPE);
        if (gzip) {
            response.header(GZIPPED);
        }
        written(headers).forEach(response::header);
        response.header(HeaderValues.create(
                HeaderNames.TRAILER, last.stream().map(Header::name).distinct().collect(Collectors.joining(", "))));
        last.forEach(response.trailers()::add);
        response.send(status.isOk() ? message : new byte[0]);
    }

    private static List<Header> written(Metadata metadata) {
        var headers = new ArrayList<Header>();
        for (var name : metadata.keys()) {
            var values = new ArrayList<String>();
            if (name.endsWith(Metadata.BINARY_HEADER_SUFFIX)) {
                var bytes = metadata.getAll(Metadata.Key.of(name, Metadata.BINARY_BYTE_MARSHALLER));
                if (bytes != null) {
                    bytes.forEach(value -> values.add(BASE64.encodeToString(value)));
                }
            } else {
                var texts = metadata.getAll(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER));
                if (texts != null) {
                    texts.forEach(values::add);
                }
            }
            headers.add(HeaderValues.create(HeaderNames.create(name), values));
        }
        return headers;
    }

    /** Percent-encodes what is no printable ASCII, as the protocol wants it. */
    private static String escaped(String text) {
        var escaped = new StringBuilder(text.length());
        for (var octet : text.getBytes(StandardCharsets.UTF_8)) {
            if (octet >= ' ' && octet <= '~' && octet != '%') {
                escaped.append((char) octet);
            } else {
                escaped.append(String.format("%%%02X", octet));
            }
        }
        return escaped.toString();
    }

    @Override
    public boolean isCancelled() {
        return Context.current().isCancelled();
    }

    @Override
    public Attributes getAttributes() {
        return Attributes.newBuilder()
                .set(Grpc.TRANSPORT_ATTR_REMOTE_ADDR, TimedConnection.current().peer())
                .build();
    }

    @Override
    public MethodDescriptor<Q, A> getMethodDescriptor() {
        return method;
    }
}
