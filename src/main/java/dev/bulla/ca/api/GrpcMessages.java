/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.api;

import io.grpc.Status;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * The messages in the body of a call: each has a byte that says whether it is compressed, its length in four bytes, and its
 * content. One that cannot be taken is a stream that says why when it is read.
 */
final class GrpcMessages {
    private static final HeaderName ENCODING = HeaderNames.create("grpc-encoding");
    private static final int PREFIX = 5;

    private final InputStream body;
    private final String encoding;
    private final int largest;
    private boolean over;

    /** @param largest how many bytes a message may have, also when it is unpacked */
    GrpcMessages(ServerRequest request, int largest) {
        this.largest = largest;
        this.body = request.content().hasEntity() ? request.content().inputStream() : InputStream.nullInputStream();
        this.encoding = request.headers().first(ENCODING).orElse("identity");
    }

    /**
     * Empty at the end of the body, and behind a message that was not taken: nobody knows where the next one begins. Throws
     * {@link dev.bulla.ca.web.NoRoomException} where there is no room for what comes.
     */
    Optional<InputStream> next() {
        if (over) {
            return Optional.empty();
        }
        try {
            var prefix = body.readNBytes(PREFIX);
            return prefix.length == 0 ? Optional.empty() : Optional.of(message(prefix));
        } catch (IOException e) {
            throw new CloseConnectionException("the client left", e);
        }
    }

    private InputStream message(byte[] prefix) throws IOException {
        if (prefix.length < PREFIX) {
            return refused(Status.INTERNAL);
        }
        var length = ByteBuffer.wrap(prefix).getInt(1);
        if (length < 0 || length > largest) {
            return tooLarge();
        }
        var content = body.readNBytes(length);
        if (content.length < length) {
            return refused(Status.INTERNAL);
        }
        return switch (prefix[0]) {
            case 0 -> new ByteArrayInputStream(content);
            case 1 -> decompressed(content);
            default -> refused(Status.INTERNAL);
        };
    }

    private InputStream decompressed(byte[] content) {
        if (!encoding.equals("gzip")) {
            return refused(Status.UNIMPLEMENTED.withDescription("only gzip is decompressed here"));
        }
        try (var unzipped = new GZIPInputStream(new ByteArrayInputStream(content))) {
            var whole = unzipped.readNBytes(largest + 1);
            return whole.length > largest ? tooLarge() : new ByteArrayInputStream(whole);
        } catch (IOException e) {
            return refused(Status.INTERNAL);
        }
    }

    private InputStream tooLarge() {
        return refused(Status.RESOURCE_EXHAUSTED.withDescription("gRPC message exceeds maximum size " + largest));
    }

    private InputStream refused(Status status) {
        over = true;
        return new InputStream() {
            @Override
            public int read() {
                throw status.asRuntimeException();
            }

            @Override
            public int read(byte[] bytes, int from, int most) {
                throw status.asRuntimeException();
            }
        };
    }
}
