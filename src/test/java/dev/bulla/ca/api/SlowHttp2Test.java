/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ca.api.Answered.Protocol;
import dev.bulla.ca.testing.BesideOthers;
import dev.bulla.ca.testing.TlsPki;
import dev.bulla.ca.tls.ServerTls;
import dev.bulla.ca.tls.TlsFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Clients of HTTP/2 that take their time, frame by frame. */
@Timeout(120)
class SlowHttp2Test {
    private static final TlsPki PKI = new TlsPki("tests");
    private static final Duration PATIENCE = Duration.ofSeconds(6);

    private static final byte[] GET = head(2, "/healthz");
    private static final byte[] BUNDLE = head(2, "/api/v2/trustBundle");
    private static final byte[] POST = head(3, "/api/v2/signingCert");

    /** With a content type of gRPC, whose name is entry 31. */
    private static final byte[] CALL = joined(
            head(3, "/" + GrpcClient.SIGN),
            new byte[] {0x0f, 0x10, 16},
            "application/grpc".getBytes(StandardCharsets.US_ASCII));

    @TempDir
    private Path folder;

    private RunningApi api;

    @BeforeEach
    void start() throws IOException {
        PKI.server().write(folder);
        var files = new TlsFiles(folder.resolve("tls.crt"), folder.resolve("tls.key"), "", Optional.empty());
        var tls = new ServerTls(files, InstantSource.system(), new NoTlsEvents());
        api = RunningApi.with()
                .patience(PATIENCE)
                .rest(PATIENCE)
                .tls(tls.context())
                .grpcOnHttp()
                .start();
    }

    @AfterEach
    void stop() {
        api.close();
    }

    /**
     * A head as RFC 7541 writes it with its fixed table: https is entry 7, the names of path and authority are 4 and 1.
     *
     * @param method its entry
     */
    private static byte[] head(int method, String path) {
        var head = new ByteArrayOutputStream();
        head.write(0x80 | method);
        head.write(0x80 | 7);
        head.write(4);
        head.write(path.length());
        head.writeBytes(path.getBytes(StandardCharsets.US_ASCII));
        head.write(1);
        head.write("localhost".length());
        head.writeBytes("localhost".getBytes(StandardCharsets.US_ASCII));
        return head.toByteArray();
    }

    private static byte[] joined(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (var part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private RawHttp2 open() throws IOException {
        return RawHttp2.overTls(PKI.clientContext(), api.httpPort());
    }

    @BesideOthers
    @Test
    void aRequestIsAnsweredAndTheConnectionEndsWhenItHasRested() throws IOException {
        try (var frames = open()) {
            frames.frame(Frames.HEADERS, Frames.END_HEADERS | Frames.END_STREAM, 1, GET);
            frames.awaitEnd(1);

            assertThat(frames.isCutOff()).isTrue();
        }
    }

    @BesideOthers
    @Test
    void aClientThatNeverAsksIsCutOff() throws IOException {
        try (var frames = open()) {
            assertThat(frames.isCutOff()).isTrue();
        }
    }

    @BesideOthers
    @Test
    void aClientThatKeepsPingingInsteadOfAskingIsCutOff() throws IOException {
        try (var frames = open()) {
            var until = System.nanoTime() + PATIENCE.multipliedBy(10).toNanos();
            var alive = true;
            while (alive && System.nanoTime() < until) {
                try {
                    frames.frame(Frames.PING, 0, 0, new byte[8]);
                    TimeUnit.MILLISECONDS.sleep(100);
                } catch (IOException e) {
                    alive = false;
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
            assertThat(alive).isFalse();
        }
    }

    @BesideOthers
    @Test
    void aHeadThatDoesNotEndIsCutOff() throws IOException {
        try (var frames = open()) {
            frames.frame(Frames.HEADERS, 0, 1, POST);
            frames.frame(Frames.CONTINUATION, 0, 1, new byte[0]);

            assertThat(frames.isCutOff()).isTrue();
        }
    }

    @BesideOthers
    @Test
    void aBodyThatDoesNotEndIsCutOffAndNobodyWaitsForItAnyMore() throws IOException {
        try (var frames = open()) {
            frames.frame(Frames.HEADERS, Frames.END_HEADERS, 1, CALL);
            frames.frame(Frames.DATA, 0, 1, new byte[] {0, 0, 0, 0, 9, 1});

            assertThat(frames.isCutOff()).isTrue();
        }

        // A call is told of when it ends, and this one ends only if its thread does.
        assertThat(api.answered().caller().protocol()).isEqualTo(Protocol.GRPC);
        assertThat(api.ca.wasAsked()).isFalse();
    }

    @BesideOthers
    @Test
    void aClientThatTakesNoAnswerIsCutOffAndNobodyWaitsForItAnyMore() throws IOException {
        try (var frames = open()) {
            // The initial window of streams, which is setting 4, is to be empty.
            frames.frame(Frames.SETTINGS, 0, 0, new byte[] {0, 4, 0, 0, 0, 0});
            frames.frame(Frames.HEADERS, Frames.END_HEADERS | Frames.END_STREAM, 1, GET);

            assertThat(frames.isCutOff()).isTrue();
        }

        assertThat(api.answered().outcome().httpStatus()).isEqualTo(200);
    }

    /** Whoever writes the answer that does not fit waits for the client, and whoever reads waits to write, too. */
    @BesideOthers
    @Test
    void aClientThatAsksWithoutTakingAnyAnswerIsCutOff() throws Exception {
        try (var frames = RawHttp2.hardlyListening(PKI.clientContext(), api.httpPort())) {
            askUntilNothingIsAnswered(frames);

            assertThat(isCutOffForPinging(frames)).isTrue();
        }
    }

    @BesideOthers
    @Test
    void soIsOneThatWantsNewKeysMeanwhile() throws Exception {
        try (var frames = RawHttp2.hardlyListening(PKI.clientContext(), api.httpPort())) {
            askUntilNothingIsAnswered(frames);
            frames.newKeys();

            assertThat(isCutOffForPinging(frames)).isTrue();
        }
    }

    /** A few at a time, so that none is one too many. */
    private void askUntilNothingIsAnswered(RawHttp2 frames) throws Exception {
        frames.frame(Frames.WINDOW_UPDATE, 0, 0, new byte[] {0x7f, 0, 0, 0});
        for (var stream = 1; ; ) {
            for (var asked = 0; asked < 20; asked++, stream += 2) {
                frames.frame(Frames.HEADERS, Frames.END_HEADERS | Frames.END_STREAM, stream, BUNDLE);
            }
            for (var answered = 0; answered < 20; answered++) {
                if (api.answered.poll(1, TimeUnit.SECONDS) == null) {
                    return;
                }
            }
        }
    }

    /** Goes on until it is cut off: a server that does nothing at all keeps this waiting until the test has run out of time. */
    private static boolean isCutOffForPinging(RawHttp2 frames) throws IOException {
        try {
            while (true) {
                frames.ping();
            }
        } catch (SocketException | SSLException e) {
            return true;
        }
    }

    @BesideOthers
    @Test
    void aWholeMessageInABodyThatDoesNotEndIsNotWalked() throws IOException {
        try (var frames = open()) {
            frames.frame(Frames.HEADERS, Frames.END_HEADERS, 1, POST);
            frames.frame(Frames.DATA, 0, 1, "{}".getBytes(StandardCharsets.US_ASCII));

            assertThat(frames.isCutOff()).isTrue();
        }
        api.close();

        assertThat(api.ca.wasAsked()).isFalse();
    }

    @BesideOthers
    @Test
    void aResetThatCrossesTheAnswerDoesNotEndTheConnection() throws IOException {
        try (var frames = open()) {
            frames.frame(Frames.HEADERS, Frames.END_HEADERS | Frames.END_STREAM, 1, GET);
            frames.awaitEnd(1);
            frames.frame(Frames.HEADERS, Frames.END_HEADERS | Frames.END_STREAM, 3, GET);
            frames.awaitEnd(3);

            frames.frame(Frames.RST_STREAM, 0, 1, new byte[] {0, 0, 0, 8});
            frames.frame(Frames.RST_STREAM, 0, 1, new byte[] {0, 0, 0, 5});
            frames.frame(Frames.HEADERS, Frames.END_HEADERS | Frames.END_STREAM, 5, GET);

            frames.awaitEnd(5);
        }
    }

    @BesideOthers
    @Test
    void resetsBeforeAnyAnswerEndTheConnectionWhenThereAreTooMany() throws IOException {
        var release = new CountDownLatch(1);
        api.ca.doing(request -> {
            try {
                release.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException("interrupted at work", e);
            }
            return api.ca.issue();
        });
        try (var frames = open()) {
            for (var stream = 1; stream < 1000; stream += 2) {
                frames.frame(Frames.HEADERS, Frames.END_HEADERS, stream, POST);
                frames.frame(Frames.RST_STREAM, 0, stream, new byte[] {0, 0, 0, 8});
            }
            assertThat(frames.isCutOff()).isTrue();
        } catch (SocketException | SSLException e) {
            // Cut off while it was still sending.
            assertThat(e).isNotNull();
        } finally {
            release.countDown();
        }
    }

    @BesideOthers
    @Test
    void aClientWaitsForUsAsLongAsItTakes() throws IOException {
        var release = new CountDownLatch(1);
        api.ca.doing(request -> {
            try {
                release.await(PATIENCE.toMillis() * 2, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                throw new IllegalStateException("interrupted at work", e);
            }
            return api.ca.issue();
        });
        try (var frames = open()) {
            frames.frame(Frames.HEADERS, Frames.END_HEADERS, 1, POST);
            frames.frame(Frames.DATA, Frames.END_STREAM, 1, "{}".getBytes(StandardCharsets.US_ASCII));
            frames.awaitEnd(1);
        }

        assertThat(api.answered().outcome().httpStatus()).isEqualTo(200);
    }
}
