/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.api;

import static dev.bulla.ca.api.Frames.DATA;
import static dev.bulla.ca.api.Frames.END_HEADERS;
import static dev.bulla.ca.api.Frames.END_STREAM;
import static dev.bulla.ca.api.Frames.HEADERS;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.bulla.ca.testing.Seed;
import io.grpc.Status.Code;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;

/** Calls of gRPC whose content is any bytes: flags, lengths, compressed or not, and what stands in the place of messages. */
class GrpcMessageFuzzTest {
    private static final List<String> ENCODINGS = List.of("identity", "gzip", "unheard-of");
    private static final int LARGEST = 4 * 1024 * 1024;
    private static final int LARGEST_FRAME = 16_384;

    private static FuzzedApi fuzzed;

    @BeforeAll
    static void start() {
        fuzzed = new FuzzedApi();
    }

    @AfterAll
    static void stop() {
        fuzzed.close();
    }

    /** The first byte of an input chooses the encoding that the head announces. */
    static Stream<Named<byte[]>> seeds() {
        var message = GrpcClient.token("a.b.c").toByteArray();
        var packed = gzip(message);
        return Stream.of(
                seed("a message", 0, message(0, message.length, message)),
                seed("an empty one", 0, message(0, 0)),
                seed("none", 0),
                seed("a compressed one", 1, message(1, packed.length, packed)),
                seed("one that is not compressed, though the head says so", 1, message(0, message.length, message)),
                seed("a compressed one, though the head does not say so", 0, message(1, packed.length, packed)),
                seed("a compressed one of an unknown encoding", 2, message(1, packed.length, packed)),
                seed("half of a compressed one", 1, message(1, packed.length / 2, packed)),
                seed("one that is large inside", 1, message(1, bomb().length, bomb())),
                seed("two", 0, message(0, message.length, message), message(0, message.length, message)),
                seed("a part of one", 0, message(0, message.length + 1, message)),
                seed("a part of a head", 0, new byte[] {0, 0, 0}),
                seed("one of four gigabytes", 0, message(0, -1, message)),
                seed("one that is too large", 0, message(0, LARGEST + 1, message)),
                seed("reserved flags", 0, message(0xfe, message.length, message)),
                seed("no field", 0, message(0, 1, (byte) 0)),
                seed("a field without an end", 0, message(0, 3, (byte) 0x0a, (byte) 0x7f, (byte) 1)),
                seed("a length below zero", 0, message(0, 6, new byte[] {0x0a, -1, -1, -1, -1, 0x0f})),
                seed("a number without an end", 0, message(0, 12, new byte[] {
                    8, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 1
                })),
                seed("an end of a group", 0, message(0, 1, (byte) 0x0c)),
                seed("groups", 0, message(0, 2000, "\u000b".repeat(2000).getBytes(StandardCharsets.ISO_8859_1))),
                seed("half a character", 0, message(0, 5, new byte[] {0x0a, 3, 0x0a, 1, (byte) 0xc3})));
    }

    private static Named<byte[]> seed(String name, int encoding, byte[]... content) {
        var input = new ByteArrayOutputStream();
        input.write(encoding);
        for (var part : content) {
            input.writeBytes(part);
        }
        return Seed.of(name, input.toByteArray());
    }

    private static byte[] message(int flags, int announced, byte... content) {
        return ByteBuffer.allocate(5 + content.length)
                .put((byte) flags)
                .putInt(announced)
                .put(content)
                .array();
    }

    private static byte[] bomb() {
        return gzip(new byte[2 * LARGEST]);
    }

    private static byte[] gzip(byte[] bytes) {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("in memory", e);
        }
        return packed.toByteArray();
    }

    @Timeout(60)
    @MethodSource("seeds")
    @FuzzTest
    void isAnsweredAndTheFaultIsNeverOurs(byte[] input) throws IOException {
        if (input.length == 0) {
            return;
        }
        try (var connection = new RawHttp2(fuzzed.api.grpcPort())) {
            connection.offer(call(input));
            connection.awaitAnswer(1);
        }
        assertThat(fuzzed.api.answered)
                .extracting(told -> told.outcome().grpcCode())
                .doesNotContain(Code.UNKNOWN.value(), Code.UNAVAILABLE.value(), Code.DATA_LOSS.value());
        fuzzed.done();
    }

    private static byte[] call(byte[] input) {
        var encoding = ENCODINGS.get(Math.floorMod(input[0], ENCODINGS.size()));
        var frames = new Frames().add(HEADERS, END_HEADERS, 1, Frames.call(GrpcClient.SIGN, "grpc-encoding", encoding));
        for (var at = 1; at < input.length; at += LARGEST_FRAME) {
            var part = Arrays.copyOfRange(input, at, Math.min(input.length, at + LARGEST_FRAME));
            frames.add(DATA, 0, 1, part);
        }
        return frames.add(DATA, END_STREAM, 1, "").bytes();
    }
}
