/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.discovery;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.temporaryRedirect;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.bulla.ca.fault.Backend;
import dev.bulla.ca.fault.UnavailableException;
import dev.bulla.ca.outbound.Call.Limits;
import dev.bulla.ca.outbound.Caller;
import dev.bulla.ca.outbound.Proxies;
import dev.bulla.ca.outbound.TlsRoots;
import dev.bulla.ca.testing.DeadPort;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IssuerHttpTest {
    @RegisterExtension
    static final WireMockExtension SERVER = server();

    @RegisterExtension
    static final WireMockExtension OTHER = server();

    private static final Caller CALLER = new Caller(TlsRoots.system(Map.of()), Proxies.NONE, Duration.ofSeconds(5));
    private static final Duration SHORT = Duration.ofMillis(400);

    private final IssuerHttp patient = http(new Limits(Duration.ofSeconds(5), 4096));
    private final IssuerHttp hurried = http(new Limits(SHORT, 1 << 20));

    private static WireMockExtension server() {
        return WireMockExtension.newInstance()
                .options(wireMockConfig().dynamicPort())
                .build();
    }

    private static IssuerHttp http(Limits limits) {
        return new IssuerHttp(CALLER, limits);
    }

    @Test
    void bringsTheBodyWhateverItsContentType() {
        SERVER.stubFor(get("/a")
                .willReturn(aResponse().withHeader("Content-Type", "text/html").withBody("body")));

        assertThat(patient.get(at("/a")).body().array()).asString().isEqualTo("body");
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 202, 204, 206, 304, 400, 404, 500, 503})
    void takesStatus200AndNoOther(int status) {
        SERVER.stubFor(get("/a").willReturn(aResponse().withStatus(status).withBody("body")));

        assertThat(failure(patient, "/a")).hasMessageContaining(Integer.toString(status));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void followsARedirectWithinTheHost(int status) {
        SERVER.stubFor(get("/a").willReturn(aResponse().withStatus(status).withHeader("Location", "/b?x=1")));
        SERVER.stubFor(get("/b?x=1").willReturn(okJson("{}")));

        assertThat(patient.get(at("/a")).body().array()).asString().isEqualTo("{}");
    }

    @Test
    void doesNotFollowARedirectToAnotherPort() {
        SERVER.stubFor(get("/a").willReturn(temporaryRedirect(OTHER.url("/b"))));
        OTHER.stubFor(get("/b").willReturn(okJson("{}")));

        assertThat(failure(patient, "/a")).hasMessageContaining("another host");
        OTHER.verify(0, getRequestedFor(urlEqualTo("/b")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:%d/b",
                "https://localhost:%d/b",
                "//elsewhere.example/b",
                "",
                "http://[",
                "mailto:a@b"
            })
    void doesNotFollowARedirectToAnotherHostOrScheme(String location) {
        SERVER.stubFor(get("/a").willReturn(temporaryRedirect(location.formatted(SERVER.getPort()))));
        SERVER.stubFor(get("/b").willReturn(okJson("{}")));

        assertThat(failure(patient, "/a")).hasMessageContaining("another host, or nowhere");
    }

    @Test
    void followsFiveRedirectsAndNoSixth() {
        for (var hop = 0; hop < 6; hop++) {
            SERVER.stubFor(get("/hop" + hop).willReturn(temporaryRedirect("/hop" + (hop + 1))));
        }
        SERVER.stubFor(get("/hop6").willReturn(okJson("{}")));

        assertThat(patient.get(at("/hop1")).body().array()).asString().isEqualTo("{}");
        assertThat(failure(patient, "/hop0")).hasMessageContaining("5");
    }

    @Test
    void takesABodyOfTheLimitAndNoByteMore() {
        SERVER.stubFor(get("/fits").willReturn(aResponse().withBody("x".repeat(4096))));
        SERVER.stubFor(get("/over").willReturn(aResponse().withBody("x".repeat(4097))));

        assertThat(patient.get(at("/fits")).body().array()).hasSize(4096);
        assertThat(failure(patient, "/over")).hasMessageContaining("more than 4096 bytes");
    }

    @Test
    void doesNotWaitForAnAnswerThatNeverComes() {
        SERVER.stubFor(get("/a").willReturn(okJson("{}").withFixedDelay(60_000)));

        assertThat(failure(hurried, "/a")).hasMessageContaining("took longer than 400 ms");
    }

    @Test
    void doesNotWaitForABodyThatDrips() {
        SERVER.stubFor(get("/a").willReturn(okJson("x".repeat(1000)).withChunkedDribbleDelay(1000, 60_000)));
        var before = System.nanoTime();

        assertThat(failure(hurried, "/a")).hasMessageContaining("took longer than 400 ms");

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void countsRedirectsIntoTheSameTime() {
        for (var hop = 0; hop < 5; hop++) {
            SERVER.stubFor(get("/slow" + hop)
                    .willReturn(temporaryRedirect("/slow" + (hop + 1)).withFixedDelay(150)));
        }
        SERVER.stubFor(get("/slow5").willReturn(okJson("{}")));

        assertThat(failure(hurried, "/slow0")).hasMessageContaining("took longer than 400 ms");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "EMPTY_RESPONSE",
                "MALFORMED_RESPONSE_CHUNK",
                "RANDOM_DATA_THEN_CLOSE",
                "CONNECTION_RESET_BY_PEER"
            })
    void saysSoWhenTheServerBreaks(String fault) {
        SERVER.stubFor(get("/a").willReturn(aResponse().withFault(Fault.valueOf(fault))));

        assertThat(failure(patient, "/a").backend()).isEqualTo(Backend.ISSUER);
    }

    @Test
    void saysSoWhenNobodyListens() throws Exception {
        try (var port = DeadPort.taken()) {
            assertThatThrownBy(() -> patient.get(URI.create("http://127.0.0.1:" + port.number() + "/a")))
                    .isInstanceOf(UnavailableException.class);
        }
    }

    @Test
    void givesUpWhenInterruptedAndStaysSo() throws InterruptedException {
        SERVER.stubFor(get("/a").willReturn(okJson("{}").withFixedDelay(60_000)));
        var interrupted = new AtomicBoolean();

        var thread = Thread.ofVirtual().start(() -> {
            Thread.currentThread().interrupt();
            assertThat(failure(patient, "/a")).hasMessageContaining("was not waited for");
            interrupted.set(Thread.currentThread().isInterrupted());
        });
        thread.join();

        assertThat(interrupted).isTrue();
    }

    private static UnavailableException failure(IssuerHttp http, String path) {
        return catchThrowableOfType(UnavailableException.class, () -> http.get(at(path)));
    }

    private static URI at(String path) {
        return URI.create(SERVER.url(path));
    }
}
