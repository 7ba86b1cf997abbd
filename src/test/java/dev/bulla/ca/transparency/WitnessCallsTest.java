/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.transparency;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.bulla.ca.outbound.Caller;
import dev.bulla.ca.outbound.Proxies;
import dev.bulla.ca.outbound.TlsRoots;
import dev.bulla.ctlog.WitnessCaller;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A witness over HTTP that does not keep to the protocol costs a bounded time and a bounded size. */
@Timeout(60)
class WitnessCallsTest {
    private final WireMockServer witness = new WireMockServer(wireMockConfig().dynamicPort());
    private final WitnessCaller calls =
            new WitnessCalls(new Caller(TlsRoots.system(Map.of()), Proxies.NONE, Duration.ofSeconds(2)));

    @BeforeEach
    void start() {
        witness.start();
    }

    @AfterEach
    void stop() {
        calls.close();
        witness.stop();
    }

    @Test
    void whatIsAskedArrivesAsItIs() throws IOException {
        answering(aResponse().withStatus(409).withBody("7\n"));

        assertThatCode(this::call).doesNotThrowAnyException();
        witness.verify(postRequestedFor(urlEqualTo("/add-checkpoint")).withRequestBody(equalTo("old 0\n")));
    }

    @Test
    void anAnswerWithoutEndIsGivenUp() {
        answering(aResponse().withStatus(200).withBody("x".repeat(WitnessCaller.LARGEST_REPLY + 1)));

        assertThatIOException().isThrownBy(this::call).withMessageContaining("more than 65536 bytes");
    }

    @Test
    void anAnswerThatTakesTooLongIsGivenUp() {
        answering(aResponse().withStatus(200).withBody("x".repeat(100)).withChunkedDribbleDelay(100, 60_000));

        assertThatIOException().isThrownBy(this::call).withMessageContaining("no whole reply in 5000 ms");
    }

    @Test
    void aConnectionThatBreaksIsNoAnswer() {
        answering(aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE));

        assertThatIOException().isThrownBy(this::call);
    }

    private void answering(ResponseDefinitionBuilder answer) {
        witness.stubFor(any(anyUrl()).willReturn(answer));
    }

    private void call() throws IOException {
        var body = "old 0\n".getBytes(StandardCharsets.US_ASCII);
        var _ = calls.call(URI.create("http://127.0.0.1:" + witness.port() + "/add-checkpoint"), Optional.of(body));
    }
}
