/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ca.web.HttpSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AdminServerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Metrics metrics = new Metrics();
    private final Alarms alarms = new Alarms(metrics);
    private final Readiness readiness = new Readiness(alarms).fact("version", () -> "7");
    private final AdminServer server = AdminServer.start(
            new HttpSettings(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                    PATIENCE,
                    PATIENCE,
                    PATIENCE,
                    HttpSettings.Room.forConnections(100, 8192)),
            List.of(),
            metrics,
            readiness);
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        server.close();
        client.close();
    }

    @Test
    void isAliveFromTheStartAndReadyWhenToldSo() throws Exception {
        assertThat(get("/livez").statusCode()).isEqualTo(200);
        assertThat(get("/readyz").statusCode()).isEqualTo(503);

        readiness.serving(true);

        assertThat(get("/readyz").statusCode()).isEqualTo(200);
        assertThat(get("/readyz").body()).isEqualTo("ready\n");
    }

    @Test
    void saysAtLengthWhatItIsMadeOfAndWhatIsWrong() throws Exception {
        readiness.serving(true);
        alarms.raise(Alarm.AUDIT_UNWRITABLE, "the disk is full");

        assertThat(get("/readyz?verbose").body())
                .isEqualTo("ready\nversion: 7\nalarm audit-unwritable: the disk is full\n");

        alarms.clear(Alarm.AUDIT_UNWRITABLE);
        assertThat(get("/readyz?verbose").body()).doesNotContain("alarm");
    }

    @Test
    void showsEveryAlarmAsAMetricWhetherRaisedOrNot() throws Exception {
        alarms.raise(Alarm.ORPHAN_LOGGED, "request 1");

        var page = get("/metrics");

        assertThat(page.headers().firstValue("Content-Type")).contains(Metrics.CONTENT_TYPE);
        assertThat(page.body())
                .contains("bulla_alarm{alarm=\"orphan-logged\"} 1\n", "bulla_alarm{alarm=\"chain-ends-soon\"} 0\n");
    }

    @Test
    void answersNothingElse() throws Exception {
        assertThat(get("/").statusCode()).isEqualTo(404);
        var post = HttpRequest.newBuilder(uri("/livez"))
                .POST(BodyPublishers.noBody())
                .build();
        assertThat(client.send(post, BodyHandlers.ofString()).statusCode()).isEqualTo(405);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }
}
