/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.web;

import dev.bulla.ca.pace.LargeRequests;
import io.helidon.http.http2.Http2ErrorCode;
import io.helidon.http.http2.Http2Exception;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.SequencedSet;

/**
 * What a client of HTTP/2 sends, looked at before Helidon does.
 *
 * <p>Resets of streams that have ended are taken out: they cross our answer on its way, which is no mistake (RFC 9113, 5.1),
 * but Helidon takes them for one, and ends the connection with all that is under way on it. Heads with more fields than anybody
 * needs end the connection, and what has come of a head counts as held.
 */
final class ClientFrames {
    private static final int HEAD = 9;
    private static final int HEADERS = 1;
    private static final int RESET = 3;
    private static final int CONTINUATION = 9;
    private static final int END_HEADERS = 4;
    private static final int RESET_LENGTH = 4;

    /** More than a client may have open at a time: those that Helidon ends by itself stay. */
    private static final int REMEMBERED = 1000;

    /** The length of what comes before the first frame. */
    private static final int PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII).length;

    private final SequencedSet<Integer> openStreams = new LinkedHashSet<>();
    private final LargeRequests.Share share;
    private final HeadFields fields = new HeadFields();

    /** What came of the head of the next frame, or of a whole frame if it is a reset. */
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();

    /** How much is still to come of a frame that goes through as it is. */
    private int open = PREFACE;

    private boolean inHead;
    private boolean endsHead;
    private int newest;

    ClientFrames(LargeRequests.Share share) {
        this.share = share;
    }

    /** The stream was answered. */
    void ended(int stream) {
        synchronized (openStreams) {
            openStreams.remove(stream);
        }
    }

    /** The same bytes, but for late resets and for a piece at the end that may become one. */
    byte[] kept(byte[] bytes) {
        var kept = new ByteArrayOutputStream(bytes.length + HEAD);
        for (var at = 0; at < bytes.length; ) {
            if (open > 0) {
                var length = Math.min(open, bytes.length - at);
                kept.write(bytes, at, length);
                look(bytes, at, length);
                open -= length;
                at += length;
            } else {
                begun.write(bytes[at++]);
                begin(kept);
            }
            endFrame();
        }
        return kept.toByteArray();
    }

    private void begin(ByteArrayOutputStream kept) {
        var frame = begun.toByteArray();
        if (frame.length < HEAD) {
            return;
        }
        var length = number(frame, 0, 3);
        var type = frame[3];
        var stream = number(frame, 5, 4) & Integer.MAX_VALUE;
        var isReset = type == RESET && length == RESET_LENGTH;
        if (isReset && frame.length < HEAD + RESET_LENGTH) {
            return;
        }
        if (!isReset || isOpen(stream)) {
            kept.writeBytes(frame);
        }
        open = isReset ? 0 : length;
        begun.reset();
        if (type == HEADERS || type == CONTINUATION) {
            beginHead(type, frame[4], length, stream);
        }
    }

    /** A second reset of a stream is late as well. */
    private boolean isOpen(int stream) {
        synchronized (openStreams) {
            return openStreams.remove(stream);
        }
    }

    private void beginHead(int type, int flags, int length, int stream) {
        inHead = true;
        endsHead = (flags & END_HEADERS) != 0;
        if (type == CONTINUATION) {
            fields.goOn(length);
            return;
        }
        fields.begin(flags, length);
        // What comes later on the same stream are trailers.
        if (stream > newest) {
            newest = stream;
            remember(stream);
        }
    }

    private void remember(int stream) {
        synchronized (openStreams) {
            openStreams.add(stream);
            if (openStreams.size() > REMEMBERED) {
                openStreams.removeFirst();
            }
        }
    }

    private void look(byte[] bytes, int from, int length) {
        if (inHead && !(share.add(length) && fields.fit(bytes, from, length))) {
            throw new Http2Exception(Http2ErrorCode.ENHANCE_YOUR_CALM, "the head of a request is too large");
        }
    }

    private void endFrame() {
        if (inHead && open == 0) {
            inHead = false;
            if (endsHead) {
                share.giveBack();
            }
        }
    }

    private static int number(byte[] bytes, int from, int length) {
        var number = 0;
        for (var i = from; i < from + length; i++) {
            number = number << 8 | Byte.toUnsignedInt(bytes[i]);
        }
        return number;
    }
}
