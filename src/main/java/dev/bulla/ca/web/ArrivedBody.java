/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.web;

import dev.bulla.ca.fault.Refusal;
import dev.bulla.ca.fault.RefusedException;
import io.helidon.common.buffers.DataReader;
import io.helidon.http.BadRequestException;
import io.helidon.http.Headers;
import io.helidon.http.HttpException;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;

/**
 * The body of a request, as far as it counts. It grows with what arrives and not with what was announced, so that an
 * announcement costs nothing.
 */
public final class ArrivedBody {
    /** How much more is read and dropped, so that a client that sends a little too much hears why and keeps its connection. */
    public static final int EXCESS = 256 * 1024;

    private static final int USUAL = 8 * 1024;

    private final int largest;
    private byte[] bytes;
    private int length;
    private boolean cut;

    private ArrivedBody(int largest, int expected) {
        this.largest = largest;
        this.bytes = new byte[expected];
    }

    /**
     * Waits for all of it.
     *
     * @param largest how many bytes of it count
     * @throws RefusedException as too large, if it is longer than what the port takes, or as overloaded, if there is no room for it
     */
    public static ArrivedBody read(ServerRequest request, int largest) {
        var body = new ArrivedBody(largest, Math.min(largest, expected(request.headers())));
        var entity = request.content();
        if (entity.hasEntity()) {
            body.readAll(entity.inputStream());
        }
        return body;
    }

    /** Begins with the body; what stands behind {@link #length} means nothing. It is not a copy, and nobody else has it. */
    public byte[] bytes() {
        return bytes;
    }

    public int length() {
        return length;
    }

    /** Whether the body went on behind these bytes. */
    public boolean isCut() {
        return cut;
    }

    /** One byte more than was announced: so its end is seen without growing. */
    private static int expected(Headers headers) {
        return 1 + (int) Math.min(headers.contentLength().orElse(USUAL), USUAL);
    }

    private void readAll(InputStream stream) {
        try {
            keep(stream);
        } catch (IOException e) {
            throw new UncheckedIOException("the body of a request", e);
        } catch (DataReader.InsufficientDataAvailableException e) {
            throw new CloseConnectionException("the client left", e);
        } catch (HttpException e) {
            throw orTooLarge(e, e.status());
        } catch (RequestException e) {
            throw orTooLarge(e, e.status());
        } catch (NumberFormatException | DataReader.IncorrectNewLineException e) {
            throw new BadRequestException("the size of a chunk is no number on a line of its own", e);
        }
    }

    private void keep(InputStream stream) throws IOException {
        try {
            int read;
            while (length < largest && (read = stream.read(bytes, length, bytes.length - length)) >= 0) {
                length += read;
                if (length == bytes.length) {
                    bytes = Arrays.copyOf(bytes, Math.min(largest, 2 * bytes.length));
                }
            }
            cut = length == largest && stream.read() >= 0;
            if (cut) {
                stream.transferTo(OutputStream.nullOutputStream());
            }
        } catch (NoRoomException e) {
            // The client listens when it has sent everything, so the rest is taken and dropped.
            bytes = new byte[0];
            TimedConnection.current().dropRest();
            stream.transferTo(OutputStream.nullOutputStream());
            throw new RefusedException(Refusal.OVERLOADED, "no room for another large request", e);
        }
    }

    /** Anything else that is wrong with the body is Helidon's to answer. */
    private RuntimeException orTooLarge(RuntimeException cause, Status status) {
        return status.code() == Status.REQUEST_ENTITY_TOO_LARGE_413.code()
                ? new RefusedException(
                        Refusal.REQUEST_TOO_LARGE, "the body is longer than " + largest + " bytes", cause)
                : cause;
    }
}
