/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.end2end;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ca.testing.TestIssuer;
import dev.bulla.ca.testing.TestKey;
import dev.bulla.ca.testing.TestKeys;
import dev.bulla.ca.testing.TestServer;
import dev.bulla.ctlog.merkle.TreeRoot;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server with a log of its own, seen by clients of the one and readers of the other. */
@Timeout(120)
class OwnLogTest {
    private static final TestKey KEY = TestKeys.p256();
    private static final String ADDRESS = "ada@example.com";

    @TempDir
    private Path folder;

    private final TestIssuer issuer = TestIssuer.started();
    private TestServer server;
    private LogVisitor visitor;

    @BeforeEach
    void start() throws IOException {
        server = TestServer.start(folder, Requests.trust(folder, issuer), InstantSource.system(), Map.of());
        visitor = new LogVisitor(server.http("/log").toString());
    }

    @AfterEach
    void stop() {
        visitor.close();
        server.close();
        issuer.close();
    }

    @Test
    void aCertificateIsProvablyLoggedAtTheMomentItArrives() {
        for (var expected = 0; expected < 5; expected++) {
            var promised = visitor.promise(issued());

            var head = visitor.head();
            assertThat(visitor.proveInclusion(promised.leaf(), head)).isEqualTo(expected);
            assertThat(promised.timestamp().extensions().leafIndex()).hasValue(expected);
            assertThat(visitor.checkpoint().size()).isGreaterThanOrEqualTo(head.size());
        }
    }

    @Test
    void aCertificateOverGrpcIsLoggedJustSo() {
        var promised = visitor.promise(Requests.overGrpc(server, issuer.token(), KEY, ADDRESS));

        assertThat(visitor.proveInclusion(promised.leaf(), visitor.head())).isZero();
    }

    @Test
    void aNewStartGoesOnWithTheSameKeyAndTree() throws IOException {
        var before = visitor.promise(issued());
        var key = visitor.key().id();
        var head = visitor.head();

        stopServer();
        start();

        assertThat(visitor.key().id()).isEqualTo(key);
        assertThat(visitor.head()).isEqualTo(head);
        assertThat(visitor.proveInclusion(before.leaf(), visitor.head())).isZero();
        var after = visitor.promise(issued());
        assertThat(visitor.proveInclusion(after.leaf(), visitor.head())).isEqualTo(1);
        visitor.proveConsistency(head, visitor.head());
    }

    @Test
    void everyCheckpointThatAReaderSawIsTheBeginningOfEveryLaterOne() throws Exception {
        var seen = new ArrayList<TreeRoot>();
        var isOver = new AtomicBoolean();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var reader = threads.submit(() -> {
                while (!isOver.get()) {
                    var tree = visitor.checkpoint();
                    if (seen.isEmpty() || !seen.getLast().equals(tree)) {
                        seen.add(tree);
                    }
                }
            });
            var clients = IntStream.range(0, 8)
                    .<Callable<List<String>>>mapToObj(_ -> this::issuedOften)
                    .map(threads::submit)
                    .toList();
            for (var client : clients) {
                client.get();
            }
            isOver.set(true);
            reader.get();
        }
        seen.add(visitor.checkpoint());

        assertThat(seen.getLast().size()).isEqualTo(8 * 20);
        assertThat(seen).hasSizeGreaterThan(10);
        for (var i = 0; i < seen.size(); i++) {
            for (var j = i; j < seen.size(); j += 1 + (seen.size() - i) / 8) {
                visitor.proveConsistency(seen.get(i), seen.get(j));
            }
        }
    }

    private List<String> issuedOften() {
        var last = List.<String>of();
        for (var i = 0; i < 20; i++) {
            last = issued();
        }
        return last;
    }

    private List<String> issued() {
        var answer = server.send(
                Requests.signing(server, issuer.token(), KEY, ADDRESS).build());
        assertThat(answer.statusCode()).isEqualTo(200);
        return Requests.chain(answer);
    }

    private void stopServer() {
        visitor.close();
        server.close();
    }
}
