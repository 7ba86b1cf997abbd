/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.otlp;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.bulla.ca.otlp.Exporter.Bounds;
import dev.bulla.ca.outbound.Call;
import dev.bulla.ca.outbound.Caller;
import dev.bulla.ca.outbound.Proxies;
import dev.bulla.ca.outbound.TlsRoots;
import dev.bulla.ca.testing.DeadPort;
import dev.bulla.ca.testing.Eventually;
import dev.bulla.ca.testing.Heard;
import dev.bulla.ca.testing.TestCollector;
import dev.bulla.ca.trace.Told;
import dev.bulla.ca.trace.TracedAnswer;
import dev.bulla.ca.trace.Tracer;
import io.opentelemetry.proto.collector.trace.v1.ExportTracePartialSuccess;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a collector that works, and ones that do not. */
class ExporterTest {
    private static final Duration SOON = Duration.ofMillis(10);
    private static final Bounds QUICK = new Bounds(8, 4, SOON, 3, SOON);

    @RegisterExtension
    private final WireMockExtension wrong =
            WireMockExtension.newInstance().options(options().dynamicPort()).build();

    @Test
    void sendsWhatItWasToldOnce() {
        try (var collector = TestCollector.start();
                var exporter = exporter(collector.url(), new Bounds(100, 4, SOON, 3, SOON))) {
            told(20).forEach(exporter);

            Eventually.holds(() -> exporter.sent() == 20);
            assertThat(exporter.lost()).isZero();
            assertThat(collector.spans())
                    .hasSize(20)
                    .extracting(Span::getSpanId)
                    .doesNotHaveDuplicates();
            assertThat(collector.received()).hasSizeGreaterThanOrEqualTo(5);
            assertThat(collector.received().getFirst().getResource().getAttributesList())
                    .extracting(attribute ->
                            attribute.getKey() + "=" + attribute.getValue().getStringValue())
                    .contains("service.name=bulla", "service.version=1.2.3");
        }
    }

    @Test
    void sendsWhatStillWaitsWhenItIsClosed() {
        try (var collector = TestCollector.start()) {
            var exporter = exporter(collector.url(), new Bounds(100, 4, Duration.ofSeconds(1), 3, SOON));
            told(1).forEach(exporter);
            Eventually.holds(() -> exporter.sent() == 1);
            told(10).forEach(exporter);
            exporter.close();

            assertThat(collector.spans()).hasSize(11);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 502, 503, 504})
    void asksAgainWhereTheCollectorWantsIt(int status) {
        wrong.stubFor(post(anyUrl())
                .inScenario("once")
                .willReturn(aResponse().withStatus(status))
                .willSetStateTo("well"));
        wrong.stubFor(
                post(anyUrl()).inScenario("once").whenScenarioStateIs("well").willReturn(aResponse()));
        try (var exporter = exporter(wrong(), QUICK)) {
            told(1).forEach(exporter);

            Eventually.holds(() -> exporter.sent() == 1);
            assertThat(exporter.lost()).isZero();
            wrong.verify(2, postRequestedFor(urlEqualTo("/v1/traces")));
        }
    }

    @Test
    void givesUpAfterItsAttempts() {
        answers(aResponse().withStatus(503));
        try (var exporter = exporter(wrong(), QUICK)) {
            told(1).forEach(exporter);

            Eventually.holds(() -> exporter.lost() == 1);
            wrong.verify(3, postRequestedFor(urlEqualTo("/v1/traces")));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 400, 401, 404, 500})
    void doesNotAskAgainWhereItWouldHearTheSame(int status) {
        answers(aResponse().withStatus(status).withHeader("Location", "/elsewhere"));
        try (var exporter = exporter(wrong(), QUICK)) {
            told(1).forEach(exporter);

            Eventually.holds(() -> exporter.lost() == 1);
            wrong.verify(1, postRequestedFor(urlEqualTo("/v1/traces")));
        }
    }

    @Test
    void countsWhatACollectorDidNotWantAsLost() {
        var partly = ExportTraceServiceResponse.newBuilder()
                .setPartialSuccess(ExportTracePartialSuccess.newBuilder().setRejectedSpans(1))
                .build();
        answers(aResponse().withBody(partly.toByteArray()));
        try (var exporter = exporter(wrong(), new Bounds(8, 2, Duration.ofSeconds(30), 1, SOON))) {
            told(3).forEach(exporter);

            Eventually.holds(() -> exporter.lost() == 1);
            assertThat(exporter.sent()).isEqualTo(1);
        }
    }

    @Test
    void readsNoMoreThanItMustOfAnAnswer() {
        answers(aResponse().withBody(new byte[1 << 20]));
        try (var exporter = exporter(wrong(), QUICK)) {
            told(1).forEach(exporter);

            Eventually.holds(() -> exporter.lost() == 1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"EMPTY_RESPONSE", "CONNECTION_RESET_BY_PEER", "RANDOM_DATA_THEN_CLOSE"})
    void bearsACollectorThatSpeaksNoHttp(Fault fault) {
        answers(aResponse().withFault(fault));
        try (var exporter = exporter(wrong(), QUICK)) {
            told(1).forEach(exporter);

            Eventually.holds(() -> exporter.lost() == 1);
        }
    }

    @Test
    void waitsForNoCollectorThatHangs() {
        answers(aResponse().withFixedDelay(60_000));
        try (var exporter = exporter(wrong(), QUICK, Duration.ofMillis(200))) {
            told(1).forEach(exporter);

            Eventually.holds(() -> exporter.lost() == 1);
        }
    }

    @Test
    void losesWhatFindsTheQueueFullAndKeepsNobodyWaiting() {
        answers(aResponse().withFixedDelay(60_000));
        var patient = new Collector(wrong(), caller(), new Call.Limits(Duration.ofSeconds(60), 1024));
        var exporter = new Exporter(patient, "1.2.3", QUICK);
        var since = System.nanoTime();
        told(1000).forEach(exporter);

        assertThat(Duration.ofNanos(System.nanoTime() - since)).isLessThan(Duration.ofSeconds(5));
        assertThat(exporter.lost()).isBetween(1000L - 8 - 4, 1000L - 8);
        exporter.close();
        Eventually.holds(() -> exporter.lost() == 1000);
        assertThat(exporter.sent()).isZero();
    }

    @Test
    void saysOnceThatTracesAreLostAndOnceThatTheyAreNot() throws IOException {
        try (var heard = Heard.from(Exporter.class.getName());
                var dead = DeadPort.taken();
                var exporter = exporter(URI.create("http://127.0.0.1:" + dead.number()), QUICK)) {
            for (var i = 1; i <= 3; i++) {
                var lost = i;
                told(1).forEach(exporter);
                Eventually.holds(() -> exporter.lost() == lost);
            }

            assertThat(heard.lines()).singleElement().asString().contains("it takes no connections");
        }
    }

    @Test
    void saysWhenTheCollectorIsBack() {
        wrong.stubFor(any(anyUrl())
                .inScenario("back")
                .willReturn(aResponse().withStatus(503))
                .willSetStateTo("well"));
        wrong.stubFor(
                any(anyUrl()).inScenario("back").whenScenarioStateIs("well").willReturn(aResponse()));
        try (var heard = Heard.from(Exporter.class.getName());
                var exporter = exporter(wrong(), QUICK)) {
            told(1).forEach(exporter);

            Eventually.holds(() -> heard.lines().contains("traces are sent again"));
            assertThat(heard.lines()).hasSize(2).first().asString().endsWith("/v1/traces answered 503");
        }
    }

    private void answers(ResponseDefinitionBuilder answer) {
        wrong.stubFor(post(urlEqualTo("/v1/traces")).willReturn(answer));
    }

    private URI wrong() {
        return URI.create(wrong.baseUrl() + "/");
    }

    private static Exporter exporter(URI endpoint, Bounds bounds) {
        return exporter(endpoint, bounds, Duration.ofSeconds(30));
    }

    private static Exporter exporter(URI endpoint, Bounds bounds, Duration patience) {
        var limits = new Call.Limits(patience, 64 * 1024);
        return new Exporter(new Collector(endpoint, caller(), limits), "1.2.3", bounds);
    }

    private static Caller caller() {
        return new Caller(TlsRoots.system(Map.of()), Proxies.NONE, Duration.ofSeconds(5));
    }

    /** So many requests of one span each. */
    private static List<Told> told(int count) {
        var told = new ArrayList<Told>();
        var tracer = new Tracer(count, InstantSource.system(), told::add);
        for (var i = 0; i < count; i++) {
            tracer.arrived(name -> List.of()).answered(new TracedAnswer("answer", Map.of(), false));
        }
        return told;
    }
}
