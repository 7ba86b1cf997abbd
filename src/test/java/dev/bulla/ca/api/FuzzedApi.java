/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.bulla.ca.testing.Eventually;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.lang.management.ManagementFactory;

/**
 * Both servers for a whole run of a fuzzer. There is little room in them, so that what an input leaves behind soon keeps out
 * the good clients that ask from time to time.
 */
final class FuzzedApi implements AutoCloseable {
    private static final int INPUTS_PER_LOOK = 500;
    private static final int SEATS = 20;
    private static final long LARGE_REQUESTS = 4_000_000;
    private static final int ONE_LARGE_REQUEST = 3_000_000;

    /** Files that the JVM opens and closes when it likes. */
    private static final int OTHER_FILES = 30;

    final RunningApi api = RunningApi.with()
            .seats(SEATS)
            .calls(SEATS)
            .largeRequests(LARGE_REQUESTS)
            .start();
    private final long filesAtFirst;
    private int inputs;

    FuzzedApi() {
        var issued = api.ca.issue();
        api.ca.doing(_ -> issued);
        assertServes();
        filesAtFirst = files();
    }

    /** An input has come to its end. */
    void done() {
        api.answered.forEach(told -> assertThat(told.outcome().bug()).isEmpty());
        forget();
        if (++inputs % INPUTS_PER_LOOK == 0) {
            look();
        }
    }

    private void forget() {
        api.started.clear();
        api.answered.clear();
        api.turnedAway.clear();
        api.ca.forget();
    }

    /** Nothing is left of the inputs but what a few clients may hold. */
    private void look() {
        Eventually.holds(() -> files() < filesAtFirst + OTHER_FILES);
        Eventually.holds(this::serves);
        forget();
    }

    private void assertServes() {
        assertThat(serves()).isTrue();
    }

    private boolean serves() {
        return servesHttp() && servesGrpc();
    }

    private boolean servesHttp() {
        var body = "{\"credentials\":{\"oidcIdentityToken\":\"" + "t".repeat(ONE_LARGE_REQUEST) + "\"}}";
        try (var raw = api.raw()) {
            var head = "POST /api/v2/signingCert HTTP/1.1\r\nHost: x\r\nContent-Length: " + body.length();
            return raw.ask(head + "\r\n\r\n" + body).status() == 200;
        } catch (IOException e) {
            throw new AssertionError("the server serves nobody any more", e);
        }
    }

    private boolean servesGrpc() {
        try (var client = new GrpcClient(api.grpcPort())) {
            return client.ca()
                    .createSigningCertificate(GrpcClient.sized(ONE_LARGE_REQUEST))
                    .hasSignedCertificateEmbeddedSct();
        } catch (StatusRuntimeException e) {
            return false;
        }
    }

    private static long files() {
        return ManagementFactory.getPlatformMXBean(UnixOperatingSystemMXBean.class)
                .getOpenFileDescriptorCount();
    }

    @Override
    public void close() {
        look();
        api.close();
    }
}
