/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.end2end;

import static dev.bulla.ca.testing.TestCollector.fact;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.fault.Step;
import dev.bulla.ca.testing.DeadPort;
import dev.bulla.ca.testing.Eventually;
import dev.bulla.ca.testing.LogBehaviour;
import dev.bulla.ca.testing.TestCollector;
import dev.bulla.ca.testing.TestIssuer;
import dev.bulla.ca.testing.TestKeys;
import dev.bulla.ca.testing.TestLogServer;
import dev.bulla.ca.testing.TestServer;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Traces of the whole server, as a collector sees them, and as issuers and logs do. */
class TracesTest {
    private static final String ISSUING = "dev.sigstore.fulcio.v2.CA/CreateSigningCertificate";
    private static final String ADDRESS = "ada@example.com";
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String ASKER = "00f067aa0ba902b7";
    private static final String PARENT = "00-" + TRACE + "-" + ASKER + "-01";
    private static final String STATE = "congo=t61rcWkgMzE";
    private static final String NOBODY = "";

    @TempDir
    private Path folder;

    private final TestCollector collector = TestCollector.start();
    private final TestIssuer issuer = TestIssuer.started();
    private final TestLogServer log = TestLogServer.start(InstantSource.system(), Crypto.fastest());
    private Path trust;

    @BeforeEach
    void trustTheIssuer() throws IOException {
        trust = Requests.trust(folder, issuer);
    }

    @AfterEach
    void stop() {
        log.close();
        issuer.close();
        collector.close();
    }

    @Test
    void tellsEachStepOfOneCertificateOverHttp() {
        try (var server = server(Map.of())) {
            assertThat(sign(server, issuer.token(), "X-Request-Id", "mine").statusCode())
                    .isEqualTo(200);

            var request = collector.span(ISSUING);
            assertThat(request.getKind()).isEqualTo(SpanKind.SPAN_KIND_SERVER);
            assertThat(parent(request)).isEqualTo(NOBODY);
            assertThat(facts(request))
                    .containsExactlyInAnyOrder(
                            "bulla.request.id=mine",
                            "bulla.outcome=issued",
                            "bulla.issuer=" + issuer.url(),
                            "bulla.issuer.type=email",
                            "rpc.service=dev.sigstore.fulcio.v2.CA",
                            "rpc.method=CreateSigningCertificate",
                            "http.request.method=POST",
                            "http.response.status_code=200");
            assertIsWhole(request);
        }
    }

    @Test
    void tellsTheSameOverGrpcInTheTraceOfWhoAsked() {
        try (var server = server(Map.of())) {
            Requests.overGrpc(server, issuer.token(), TestKeys.p256(), ADDRESS, metadata());

            var request = collector.span(ISSUING);
            assertThat(HexFormat.of().formatHex(request.getTraceId().toByteArray()))
                    .isEqualTo(TRACE);
            assertThat(parent(request)).isEqualTo(ASKER);
            assertThat(request.getTraceState()).isEqualTo(STATE);
            assertThat(facts(request))
                    .contains("rpc.system=grpc", "rpc.grpc.status_code=0", "bulla.outcome=issued")
                    .noneMatch(fact -> fact.startsWith("http."));
            assertIsWhole(request);
        }
    }

    /** The steps lie in the request one behind the other, and the calls in the steps that make them. */
    private void assertIsWhole(Span request) {
        var steps = Arrays.stream(Step.values())
                .map(step -> collector.span(step.words()))
                .toList();
        assertThat(steps).allSatisfy(step -> {
            assertThat(step.getKind()).isEqualTo(SpanKind.SPAN_KIND_INTERNAL);
            assertThat(step.getParentSpanId()).isEqualTo(request.getSpanId());
            assertThat(step.getTraceId()).isEqualTo(request.getTraceId());
            assertThat(step.getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_UNSET);
            assertThat(step.getEndTimeUnixNano()).isBetween(step.getStartTimeUnixNano(), request.getEndTimeUnixNano());
        });
        assertThat(steps.getFirst().getStartTimeUnixNano()).isEqualTo(request.getStartTimeUnixNano());
        for (var i = 1; i < steps.size(); i++) {
            assertThat(steps.get(i).getStartTimeUnixNano())
                    .isEqualTo(steps.get(i - 1).getEndTimeUnixNano());
        }
        var asked = collector.span("POST");
        assertThat(asked.getKind()).isEqualTo(SpanKind.SPAN_KIND_CLIENT);
        assertThat(asked.getParentSpanId())
                .isEqualTo(collector.span(Step.LOG.words()).getSpanId());
        assertThat(collector.spans()).hasSizeGreaterThanOrEqualTo(Step.values().length + 2);
    }

    @Test
    void handsTheTraceOnToIssuerAndLog() {
        try (var server = server(Map.of())) {
            assertThat(sign(server, issuer.token(), "traceparent", PARENT, "tracestate", STATE)
                            .statusCode())
                    .isEqualTo(200);

            var asked = collector.span("POST");
            assertThat(log.submissions().getFirst().header("Traceparent"))
                    .isEqualTo("00-" + TRACE + "-" + hex(asked.getSpanId().toByteArray()) + "-01");
            assertThat(log.submissions().getFirst().header("Tracestate")).isEqualTo(STATE);
        }
    }

    @Test
    void asksTheIssuerForKeysInTheTraceOfTheRequestThatNeedsThem() {
        try (var server = server(Map.of())) {
            Eventually.holds(() -> issuer.requests().size() == 2);
            var other = issuer.token(token -> token.header("kid", "of-nobody"));
            assertThat(sign(server, other, "traceparent", PARENT).statusCode()).isEqualTo(400);

            assertThat(collector.span("GET").getParentSpanId())
                    .isEqualTo(collector.span(Step.TOKEN.words()).getSpanId());
            assertThat(issuer.headers().getLast().get("Traceparent"))
                    .singleElement()
                    .asString()
                    .startsWith("00-" + TRACE + "-")
                    .doesNotContain(ASKER);
        }
    }

    @Test
    void marksTheStepThatRefused() {
        try (var server = server(Map.of())) {
            var token = issuer.token(it -> it.claim("aud", "somebody-else"));
            assertThat(sign(server, token).statusCode()).isEqualTo(400);

            var refused = collector.span(Step.TOKEN.words());
            assertThat(refused.getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_ERROR);
            assertThat(facts(refused)).containsExactlyInAnyOrder("bulla.step=token", "error.type=TOKEN_AUDIENCE_WRONG");
            assertThat(collector.find(Step.POLICY.words())).isEmpty();
            var request = collector.span(ISSUING);
            assertThat(request.getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_UNSET);
            assertThat(facts(request)).contains("bulla.outcome=refused", "error.type=TOKEN_AUDIENCE_WRONG");
        }
    }

    @Test
    void marksTheRequestThatFailedForAReasonOfOurs() {
        log.always(LogBehaviour.silent());
        try (var server = server(Map.of("ct-log-timeout", "200ms"))) {
            assertThat(sign(server, issuer.token()).statusCode()).isEqualTo(503);

            assertThat(collector.span(ISSUING).getStatus().getMessage()).isEqualTo("LOG_UNAVAILABLE");
            assertThat(collector.span(Step.LOG.words()).getStatus().getMessage())
                    .isEqualTo("LOG_UNAVAILABLE");
            assertThat(fact(collector.span("POST"), "error.type")).isEqualTo("TIMED_OUT");
        }
    }

    @Test
    void tellsNothingOfTheRequester() {
        try (var server = server(Map.of())) {
            var token = issuer.token();
            sign(server, token, "Referer", "https://ada.example.com");
            sign(server, token + "x");
            send(server, "/of/my/own?secret=1");

            Eventually.holds(() -> collector.find("GET").isPresent()
                    && collector.spans().stream()
                                    .filter(it -> it.getName().equals(ISSUING))
                                    .count()
                            == 2);
            var parts = Stream.of(token.split("[.]"))
                    .map(part -> part.substring(0, 20))
                    .toList();
            assertThat(collector.received().toString())
                    .doesNotContain(ADDRESS, "example.com", "secret", "/of/my/own", "127.0.0.1", "ada")
                    .doesNotContain(parts);
        }
    }

    @Test
    void namesWhatNobodyOffersByTheMethodAlone() {
        try (var server = server(Map.of())) {
            send(server, "/of/my/own");

            var request = collector.span("GET");
            assertThat(request.getKind()).isEqualTo(SpanKind.SPAN_KIND_SERVER);
            assertThat(fact(request, "http.response.status_code")).isEqualTo("404");
        }
    }

    @Test
    void aStrangerCannotHaveMoreTracedThanTheOperatorWants() {
        try (var server = server(Map.of("traces-per-second", "1"))) {
            for (var i = 0; i < 20; i++) {
                assertThat(sign(server, "no token", "traceparent", PARENT).statusCode())
                        .isEqualTo(400);
            }
        }

        assertThat(collector.spans().stream().filter(it -> it.getName().equals(ISSUING)))
                .hasSizeBetween(1, 10);
    }

    @Test
    void withoutACollectorThereIsNoTrace() {
        try (var server = server(Map.of("otlp-endpoint", ""))) {
            assertThat(sign(server, issuer.token(), "traceparent", PARENT).statusCode())
                    .isEqualTo(200);

            assertThat(log.submissions().getFirst().header("Traceparent")).isEmpty();
            assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .doesNotContain("traces");
            assertThat(Requests.get(server, server.admin("/metrics"))).doesNotContain("bulla_spans");
        }
        assertThat(collector.spans()).isEmpty();
    }

    @Test
    void aDeadCollectorCostsNoRequest() throws IOException {
        try (var dead = DeadPort.taken();
                var server = server(Map.of("otlp-endpoint", "http://127.0.0.1:" + dead.number()))) {
            for (var i = 0; i < 20; i++) {
                assertThat(sign(server, issuer.token()).statusCode()).isEqualTo(200);
            }
            assertThat(Requests.get(server, server.admin("/readyz"))).isEqualTo("ready\n");
            assertThat(Requests.get(server, server.admin("/metrics"))).contains("\nbulla_spans_sent_total 0\n");
        }
    }

    @Test
    void tellsACallThatWasRefusedOverGrpc() {
        try (var server = server(Map.of())) {
            assertThatThrownBy(() -> Requests.overGrpc(server, "no token", TestKeys.p256(), ADDRESS, metadata()))
                    .isInstanceOf(StatusRuntimeException.class);

            assertThat(facts(collector.span(ISSUING))).contains("rpc.grpc.status_code=3", "bulla.outcome=refused");
            assertThat(collector.span(Step.TOKEN_FORM.words()).getStatus().getCode())
                    .isEqualTo(StatusCode.STATUS_CODE_ERROR);
        }
    }

    private TestServer server(Map<String, String> more) {
        var flags = new HashMap<>(Map.of("otlp-endpoint", collector.url().toString()));
        flags.putAll(more);
        return TestServer.start(folder, trust, log, InstantSource.system(), flags);
    }

    private static HttpResponse<byte[]> sign(TestServer server, String token, String... headers) {
        var request = Requests.signing(server, token, TestKeys.p256(), ADDRESS);
        return server.send((headers.length == 0 ? request : request.headers(headers)).build());
    }

    private static void send(TestServer server, String path) {
        server.send(HttpRequest.newBuilder(server.http(path)).build());
    }

    private static Metadata metadata() {
        var metadata = new Metadata();
        metadata.put(Metadata.Key.of("traceparent", Metadata.ASCII_STRING_MARSHALLER), PARENT);
        metadata.put(Metadata.Key.of("tracestate", Metadata.ASCII_STRING_MARSHALLER), STATE);
        return metadata;
    }

    private static List<String> facts(Span span) {
        return span.getAttributesList().stream()
                .map(attribute -> attribute.getKey() + "=" + fact(span, attribute.getKey()))
                .toList();
    }

    /** Who asked. */
    private static String parent(Span span) {
        return hex(span.getParentSpanId().toByteArray());
    }

    private static String hex(byte[] id) {
        return HexFormat.of().formatHex(id);
    }
}
