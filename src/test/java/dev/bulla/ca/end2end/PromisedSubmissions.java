/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.end2end;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.testing.TestSubmissions;
import java.io.IOException;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;

/** Submissions to logs that die, and what those promised before. */
final class PromisedSubmissions {
    private static final int CLIENTS = 8;

    private final TestSubmissions submissions = TestSubmissions.of(Crypto.fastest());
    private final AtomicLong numbers = new AtomicLong();

    /** By the bodies that were sent: who signs a certificate a second time makes another one. */
    private final Map<String, JsonNode> promised = new ConcurrentHashMap<>();

    String rootPem() {
        return submissions.rootPem();
    }

    int count() {
        return promised.size();
    }

    /** Many submit until so many more are promised, and while the log is killed. */
    void submitUntilKilled(LogProcess log, int more) throws InterruptedException {
        var enough = count() + more;
        var threads = new ArrayList<Thread>();
        try (var client = HttpClient.newHttpClient()) {
            for (var i = 0; i < CLIENTS; i++) {
                threads.add(Thread.ofVirtual().start(() -> submitUntilItIsGone(client, log)));
            }
            Requests.until(() -> count() >= enough);
            log.kill();
            for (var thread : threads) {
                thread.join();
            }
        }
    }

    private void submitUntilItIsGone(HttpClient client, LogProcess log) {
        while (true) {
            var body = submissions.body(numbers.getAndIncrement());
            try {
                log.submit(client, body).ifPresent(promise -> promised.put(body, promise));
            } catch (IOException _) {
                return;
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** A log that has all of them promises the same again, and no place was promised twice. */
    void requireAllIn(LogProcess log) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            for (var promise : promised.entrySet()) {
                var again = log.submit(client, promise.getKey()).orElseThrow();
                for (var field : List.of("timestamp", "extensions")) {
                    assertThat(again.path(field)).isEqualTo(promise.getValue().path(field));
                }
            }
        }
        assertThat(promised.values())
                .extracting(promise -> promise.path("extensions").asString())
                .doesNotHaveDuplicates();
    }
}
