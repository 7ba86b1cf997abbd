/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.transparency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogEndpointTest {

    @ParameterizedTest
    @CsvSource({
        "http://localhost:6962/test, http://localhost:6962/test/ct/v1/add-pre-chain",
        "http://localhost:6962/test///, http://localhost:6962/test/ct/v1/add-pre-chain",
        "https://log.example.com, https://log.example.com/ct/v1/add-pre-chain",
        "https://[::1]:8443/a%20b, https://[::1]:8443/a%20b/ct/v1/add-pre-chain",
        "http://ct_server:6962/test, http://ct_server:6962/test/ct/v1/add-pre-chain",
        "http://h/a?b=c, http://h/a?b=c/ct/v1/add-pre-chain"
    })
    void liesBelowTheBaseUrl(String base, String submission) {
        assertThat(LogEndpoint.of(URI.create(base), Optional.empty()).submission())
                .hasToString(submission);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://ada:secret@log.test/",
                "http://log.test/#a",
                "http:/path",
                "mailto:a@b",
                "ftp://log.test/",
                "http://a,b/",
                "http://log.test:65536/",
                "https://ct_server/",
                "log.test"
            })
    void refusesUrlsItCannotCall(String base) {
        assertThatThrownBy(() -> LogEndpoint.of(URI.create(base), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "ct-log-url must be http or https, with a host and without user name and fragment: ")
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"log.test", "log.test:443", "10.0.0.7", "[::1]:80"})
    void takesAnOriginForTheHostHeader(String origin) {
        var endpoint = LogEndpoint.of(URI.create("http://10.0.0.7"), Optional.of(origin));

        assertThat(endpoint.headers()).containsEntry("Host", origin);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "https://log.test", "log.test/path", "log.test:99999", "log.test\r\nX-Other: a"})
    void refusesOriginsThatAreNoHost(String origin) {
        assertThatThrownBy(() -> LogEndpoint.of(URI.create("http://10.0.0.7"), Optional.of(origin)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("ct-log-origin must be a host");
    }
}
