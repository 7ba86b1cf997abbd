/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.end2end;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ca.testing.TestWitness;
import dev.bulla.ctlog.TreeWitness;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a witness answers to those who are no logs. */
@Timeout(60)
class WitnessPortTest {
    private static final String LOG = "log.example/2026+58360900+ASGyevVJSKk+3l7v9bd1bvfPWxl6Vp1dcu5DXZogB9Ni";

    /** The published log of one entry, signed by that key. */
    private static final String REQUEST = """
            old 0

            log.example/2026
            1
            nyWsbl2oDyeDZFVHtsnFAeWcJywsys2XwwzGzwKk/7w=

            — log.example/2026 WDYJAB793rj9ibmiK0173CE1lB5L5VlAkQqEDm4JOiKvYCPidS7gYpjheuLufjN8tGxBIdO1On5UHKXanx28CjOPXwo=
            """;

    @TempDir
    private Path folder;

    @Test
    void thePublishedTreeIsSignedAndWhatIsNoRequestIsTold() throws Exception {
        TestWitness.create(folder, "w.example");
        try (var witness = TestWitness.start(folder, 0, List.of(LOG));
                var client = HttpClient.newHttpClient()) {
            assertThat(post(client, witness, REQUEST).body()).startsWith("— w.example ");
            var again = post(client, witness, REQUEST);
            assertThat(again.statusCode()).isEqualTo(409);
            assertThat(again.headers().firstValue("Content-Type")).contains("text/x.tlog.size");
            assertThat(again.body()).isEqualTo("1\n");
            assertThat(post(client, witness, "").statusCode()).isEqualTo(400);
            assertThat(post(client, witness, REQUEST.replace("WDYJAB79", "WDYJAB78"))
                            .statusCode())
                    .isEqualTo(403);
            assertThat(post(client, witness, REQUEST.replace("log.example", "other.example"))
                            .statusCode())
                    .isEqualTo(404);
            assertThat(post(client, witness, "x".repeat(TreeWitness.LARGEST_REQUEST + 1))
                            .statusCode())
                    .isEqualTo(413);
            assertThat(get(client, witness, "/add-checkpoint").statusCode()).isEqualTo(405);
            assertThat(get(client, witness, "/").statusCode()).isEqualTo(404);
            assertThat(get(client, witness, "/" + "0".repeat(64) + "/checkpoint")
                            .statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void oneWhoAsksTooOftenIsToldToComeBack() throws Exception {
        TestWitness.create(folder, "w.example");
        try (var witness = TestWitness.start(folder, 0, List.of(LOG), 1);
                var client = HttpClient.newHttpClient()) {
            var statuses = new TreeSet<Integer>();
            for (var i = 0; i < 20; i++) {
                statuses.add(post(client, witness, "").statusCode());
            }
            assertThat(statuses).contains(400, 429);
        }
    }

    private static HttpResponse<String> post(HttpClient client, TestWitness witness, String body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(witness.url("/add-checkpoint")).POST(BodyPublishers.ofString(body));
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static HttpResponse<String> get(HttpClient client, TestWitness witness, String path)
            throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(witness.url(path)).build(), BodyHandlers.ofString());
    }
}
