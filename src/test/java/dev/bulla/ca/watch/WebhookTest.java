/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.watch;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.bulla.ca.outbound.Caller;
import dev.bulla.ca.outbound.Proxies;
import dev.bulla.ca.outbound.TlsRoots;
import dev.bulla.ca.outbound.Way;
import dev.bulla.ca.testing.TestClock;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class WebhookTest {
    private static final int MOST_WAITING = 100_000;

    @RegisterExtension
    private final WireMockExtension receiver =
            WireMockExtension.newInstance().options(options().dynamicPort()).build();

    @TempDir
    private Path folder;

    private final Way way = new Caller(TlsRoots.system(Map.of()), Proxies.NONE, Duration.ofSeconds(5));
    private final TestClock clock = new TestClock();

    @AfterEach
    void close() {
        way.close();
    }

    @Test
    void eventsArePostedInTheirOrderAHundredAtATime() throws Exception {
        receiver.stubFor(post("/hook").willReturn(aResponse().withStatus(204)));
        var webhook = open();
        webhook.append(events(0, 150));
        webhook.append(events(150, 230));

        assertThat(webhook.send()).isEmpty();

        assertThat(arrived()).isEqualTo(IntStream.range(0, 230).boxed().toList());
        receiver.verify(3, postRequestedFor(urlEqualTo("/hook")));
        assertThat(webhook.isDone()).isTrue();
        assertThat(folder.resolve("unsent.jsonl")).isEmptyFile();
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 400, 404, 500})
    void whatWasNotTakenIsKeptAndSentAfterARestart(int status) throws Exception {
        receiver.stubFor(post("/hook").willReturn(aResponse().withStatus(status)));
        var webhook = open();
        webhook.append(events(0, 3));
        assertThat(webhook.send()).hasValueSatisfying(why -> assertThat(why).contains("status " + status));
        assertThat(webhook.isDone()).isFalse();

        receiver.resetAll();
        receiver.stubFor(post("/hook").willReturn(aResponse().withStatus(200)));
        var restarted = open();
        restarted.append(events(3, 5));
        assertThat(restarted.send()).isEmpty();

        assertThat(arrived()).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void aReceiverThatFailsIsTriedAgainAfterGrowingPausesOnly() throws Exception {
        receiver.stubFor(post("/hook").willReturn(aResponse().withStatus(503)));
        var webhook = open();
        webhook.append(events(0, 1));
        var pauses = new ArrayList<Long>();

        for (var failure = 0; failure < 10; failure++) {
            assertThat(webhook.send()).isPresent();
            assertThat(webhook.send()).as("before its pause is over").isEmpty();
            pauses.add(Duration.between(clock.instant(), webhook.notBefore()).toSeconds());
            clock.forward(Duration.between(clock.instant(), webhook.notBefore()));
        }

        assertThat(pauses).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 64L, 128L, 256L, 300L);
        receiver.verify(10, postRequestedFor(urlEqualTo("/hook")));
    }

    @Test
    void aReceiverThatAnswersWithoutEndIsNotBelieved() throws Exception {
        receiver.stubFor(post("/hook").willReturn(aResponse().withBody("x".repeat(1 << 17))));
        var webhook = open();
        webhook.append(events(0, 1));

        assertThat(webhook.send()).isPresent();
        assertThat(webhook.isDone()).isFalse();
    }

    @Test
    void itIsFullWhileTooMuchWaitsAndEmptyWhenAllHasArrived() throws Exception {
        receiver.stubFor(post("/hook").willReturn(aResponse().withStatus(200)));
        var webhook = open();
        webhook.append(List.of("\"" + "x".repeat(MOST_WAITING - 4) + "\""));
        assertThat(webhook.hasRoom()).isTrue();

        webhook.append(List.of("0"));
        assertThat(webhook.hasRoom()).isFalse();

        assertThat(webhook.send()).isEmpty();
        assertThat(webhook.hasRoom()).isTrue();
    }

    @Test
    void aReceiverThatIsNotThereHoldsUpNobody() throws Exception {
        receiver.shutdownServer();
        var webhook = open();
        webhook.append(events(0, 2));

        assertThat(webhook.send()).isPresent();
        assertThat(webhook.send()).as("not before its pause is over").isEmpty();
        assertThat(Files.readAllLines(folder.resolve("unsent.jsonl"))).hasSize(2);
    }

    private Webhook open() throws IOException {
        var address = URI.create(receiver.baseUrl() + "/hook");
        return Webhook.open(
                way,
                new Webhook.Receiver(address, Map.of("Content-Type", "application/json"), MOST_WAITING),
                folder,
                clock);
    }

    private static List<String> events(int from, int to) {
        return IntStream.range(from, to).mapToObj("{\"number\":%d}"::formatted).toList();
    }

    /** The numbers that arrived, in the order in which they did. */
    private List<Integer> arrived() {
        var numbers = new ArrayList<Integer>();
        var calls = new ArrayList<>(receiver.getAllServeEvents());
        for (var call : calls.reversed()) {
            JsonMapper.shared()
                    .readTree(call.getRequest().getBodyAsString())
                    .path("events")
                    .forEach(event -> numbers.add(event.path("number").asInt()));
        }
        return numbers;
    }
}
