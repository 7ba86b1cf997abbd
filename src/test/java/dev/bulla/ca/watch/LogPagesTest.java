/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.watch;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import dev.bulla.ca.outbound.Caller;
import dev.bulla.ca.outbound.Proxies;
import dev.bulla.ca.outbound.TlsRoots;
import dev.bulla.ca.outbound.Way;
import dev.bulla.ca.testing.DeadPort;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogPagesTest {
    private static final int MOST = 1000;
    private static final Duration AMPLE = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final List<Duration> GROWING =
            List.of(Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(2));

    @RegisterExtension
    private final WireMockExtension log =
            WireMockExtension.newInstance().options(options().dynamicPort()).build();

    private final Way way = new Caller(TlsRoots.system(Map.of()), Proxies.NONE, Duration.ofSeconds(5));
    private final List<Duration> slept = new ArrayList<>();

    @AfterEach
    void close() {
        way.close();
    }

    @Test
    void whatStandsThereIsReadBelowTheAddress() throws Exception {
        log.stubFor(get(urlEqualTo("/2026/tile/0/000")).willReturn(aResponse().withBody("hashes")));

        assertThat(pages(log.baseUrl() + "/2026").get("tile/0/000", MOST))
                .hasValueSatisfying(it -> assertThat(it).asString().isEqualTo("hashes"));
        assertThat(pages(log.baseUrl() + "/2026/").get("tile/0/000", MOST)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 404, 410})
    void whatTheLogRefusesIsNotThere(int status) throws Exception {
        log.stubFor(get("/checkpoint").willReturn(aResponse().withStatus(status)));

        assertThat(pages(log.baseUrl()).get("checkpoint", MOST)).isEmpty();
        assertThat(slept).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 503})
    void whatFailsForAMomentIsAskedForAgainAfterGrowingPauses(int status) throws Exception {
        log.stubFor(get("/checkpoint").willReturn(aResponse().withStatus(status)));

        assertThatThrownBy(() -> pages(log.baseUrl()).get("checkpoint", MOST))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("answers with status " + status);
        assertThat(slept).isEqualTo(GROWING);
        log.verify(4, getRequestedFor(urlEqualTo("/checkpoint")));
    }

    @Test
    void aLogThatRecoversIsBelieved() throws Exception {
        log.stubFor(get("/checkpoint")
                .inScenario("ill")
                .whenScenarioStateIs(Scenario.STARTED)
                .willReturn(aResponse().withStatus(503))
                .willSetStateTo("well"));
        log.stubFor(get("/checkpoint")
                .inScenario("ill")
                .whenScenarioStateIs("well")
                .willReturn(aResponse().withBody("head")));

        assertThat(pages(log.baseUrl()).get("checkpoint", MOST)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 204})
    void nobodyIsFollowedElsewhere(int status) {
        log.stubFor(get("/checkpoint")
                .willReturn(aResponse().withStatus(status).withHeader("Location", log.baseUrl() + "/elsewhere")));
        log.stubFor(get("/elsewhere").willReturn(aResponse().withBody("head")));

        assertThatThrownBy(() -> pages(log.baseUrl()).get("checkpoint", MOST))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("status " + status);
        log.verify(0, getRequestedFor(urlEqualTo("/elsewhere")));
    }

    @Test
    void aBodyThatIsTooLargeIsCutOffAndNotAskedForAgain() {
        log.stubFor(get("/checkpoint").willReturn(aResponse().withBody("x".repeat(MOST + 1))));

        assertThatThrownBy(() -> pages(log.baseUrl()).get("checkpoint", MOST))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("more than 1000 bytes");
        assertThat(slept).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void whatIsNoAnswerIsNoAnswer(Fault fault) {
        log.stubFor(get("/checkpoint").willReturn(aResponse().withFault(fault)));

        assertThatThrownBy(() -> pages(log.baseUrl()).get("checkpoint", MOST)).isInstanceOf(IOException.class);
        assertThat(slept).isEqualTo(GROWING);
    }

    @Test
    void aBodyThatDripsIsNotWaitedFor() {
        log.stubFor(get("/checkpoint")
                .willReturn(aResponse().withBody("x".repeat(MOST)).withChunkedDribbleDelay(1000, 60_000)));

        assertThatThrownBy(() -> pages(log.baseUrl(), SHORT).get("checkpoint", MOST))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no whole reply");
    }

    @Test
    void aDeadLogIsNoAnswer() throws Exception {
        try (var dead = DeadPort.taken()) {
            assertThatThrownBy(() -> pages("http://127.0.0.1:" + dead.number()).get("checkpoint", MOST))
                    .isInstanceOf(IOException.class);
        }
        assertThat(slept).isEqualTo(GROWING);
    }

    private LogPages pages(String address) {
        return pages(address, AMPLE);
    }

    private LogPages pages(String address, Duration patience) {
        return new LogPages(way, URI.create(address), patience, slept::add);
    }
}
