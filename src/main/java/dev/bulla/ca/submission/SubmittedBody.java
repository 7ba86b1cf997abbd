/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.submission;

import dev.bulla.ca.web.NoRoomException;
import dev.bulla.ca.web.TimedConnection;
import io.helidon.common.buffers.DataReader;
import io.helidon.http.BadRequestException;
import io.helidon.http.HttpException;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** The body of a submission. It grows with what arrives and not with what was announced, so that an announcement costs nothing. */
final class SubmittedBody {
    static final int LARGEST = 512 * 1024;

    /** How much more is read and dropped, so that whoever sends a little too much hears why. */
    static final int EXCESS = 256 * 1024;

    private static final int USUAL = 8 * 1024;

    private byte[] bytes = new byte[USUAL];
    private int length;

    private SubmittedBody() {}

    /** Throws {@link TurnedAwayException} if it is too long, or if there is no room for another large one. */
    static SubmittedBody read(ServerRequest request) {
        var body = new SubmittedBody();
        if (request.content().hasEntity()) {
            body.readAll(request.content().inputStream());
        }
        return body;
    }

    List<byte[]> chain() {
        return SubmittedChain.read(bytes, length);
    }

    private void readAll(InputStream stream) {
        try {
            keep(stream);
        } catch (IOException e) {
            throw new UncheckedIOException("the body of a submission", e);
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
            while ((read = stream.read(bytes, length, bytes.length - length)) > 0) {
                length += read;
                if (length > LARGEST) {
                    bytes = new byte[0];
                    stream.transferTo(OutputStream.nullOutputStream());
                    throw tooLarge();
                }
                if (length == bytes.length) {
                    bytes = Arrays.copyOf(bytes, Math.min(LARGEST + 1, 2 * bytes.length));
                }
            }
        } catch (NoRoomException e) {
            // The client listens when it has sent everything, so the rest is taken and dropped.
            bytes = new byte[0];
            TimedConnection.current().dropRest();
            stream.transferTo(OutputStream.nullOutputStream());
            throw new TurnedAwayException(SubmissionAnswer.later(
                    503, "overloaded", "no room for another large request", Duration.ofSeconds(1)));
        }
    }

    private static RuntimeException orTooLarge(RuntimeException cause, Status status) {
        return status.code() == Status.REQUEST_ENTITY_TOO_LARGE_413.code() ? tooLarge() : cause;
    }

    private static TurnedAwayException tooLarge() {
        return new TurnedAwayException(
                SubmissionAnswer.refused(413, "body-too-large", "the body is longer than " + LARGEST + " bytes"));
    }
}
