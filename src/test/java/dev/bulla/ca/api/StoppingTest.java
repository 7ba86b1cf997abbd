/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sigstore.fulcio.v2.CreateSigningCertificateRequest;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

class StoppingTest {
    private final RunningApi api = RunningApi.usual();
    private final Semaphore inside = new Semaphore(0);

    @Test
    void aServerThatStopsAnswersWhoIsInsideAndTakesNobodyElse() throws InterruptedException {
        var httpPort = api.httpPort();
        var grpcPort = api.grpcPort();
        try (var client = new GrpcClient(api.grpcPort())) {
            api.ca.doing(request -> {
                inside.release();
                waitUntilClosed(httpPort);
                return api.ca.issue();
            });
            var overHttp = CompletableFuture.supplyAsync(
                    () -> api.sign("{}", "X-Request-Id", "http"), Thread::startVirtualThread);
            var overGrpc = CompletableFuture.supplyAsync(
                    () -> client.ca().createSigningCertificate(CreateSigningCertificateRequest.getDefaultInstance()),
                    Thread::startVirtualThread);
            inside.acquire(2);

            api.closeServers();

            assertThat(overHttp.join().statusCode()).isEqualTo(200);
            assertThat(overGrpc.join().hasSignedCertificateEmbeddedSct()).isTrue();
            assertThatThrownBy(() -> new RawHttp(httpPort)).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> new RawHttp(grpcPort)).isInstanceOf(IOException.class);
        } finally {
            api.close();
        }
    }

    /** Once the port refuses connections, the server has begun to stop. */
    private static void waitUntilClosed(int port) {
        try {
            while (isOpen(port)) {
                Thread.sleep(10);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted at work", e);
        }
    }

    private static boolean isOpen(int port) {
        try (var _ = new RawHttp(port)) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
