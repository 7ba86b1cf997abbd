/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bulla.ca.fault.Backend;
import dev.bulla.ca.fault.FailedException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiscoveryDocumentTest {
    private static final String ISSUER = "https://issuer.example/";

    @Test
    void saysWhereTheKeysAre() {
        assertThat(parse("{\"issuer\":\"https://issuer.example/\",\"jwks_uri\":\"https://keys.example/k?v=1\"}")
                        .keysUrl())
                .isEqualTo("https://keys.example/k?v=1");
    }

    @Test
    void keepsOfTheAnnouncedAlgorithmsThoseWeAccept() {
        assertThat(announcing("[\"HS256\",\"ES256\",\"none\",\"EdDSA\",\"es384\"]")
                        .algorithms())
                .containsExactlyInAnyOrder(TokenAlgorithm.ES256, TokenAlgorithm.EDDSA);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "null", "[\"HS256\",\"none\"]"})
    void fallsBackToRs256Alone(String announced) {
        assertThat(announcing(announced).algorithms()).containsExactly(TokenAlgorithm.RS256);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"jwks_uri\":\"https://i/keys\"}",
                "{\"issuer\":\"https://issuer.example\",\"jwks_uri\":\"https://i/keys\"}",
                "{\"issuer\":\"https://ISSUER.example/\",\"jwks_uri\":\"https://i/keys\"}",
                "{\"issuer\":[\"https://issuer.example/\"],\"jwks_uri\":\"https://i/keys\"}",
                "{\"issuer\":\"https://issuer.example/\"}",
                "{\"issuer\":\"https://issuer.example/\",\"jwks_uri\":\"\"}",
                "{\"issuer\":\"https://issuer.example/\",\"jwks_uri\":5}",
                "{\"issuer\":\"https://issuer.example/\",\"jwks_uri\":\"https://i/keys\",\"id_token_signing_alg_values_supported\":\"RS256\"}",
                "{\"issuer\":\"https://issuer.example/\",\"jwks_uri\":\"https://i/keys\",\"id_token_signing_alg_values_supported\":[5]}",
                "<html></html>",
                "[]",
                ""
            })
    void isRefusedWhenItCannotBeTrusted(String body) {
        var failed = catchThrowableOfType(FailedException.class, () -> parse(body));

        assertThat(failed.backend()).isEqualTo(Backend.ISSUER);
    }

    private static DiscoveryDocument announcing(String algorithms) {
        return parse("{\"issuer\":\"" + ISSUER
                + "\",\"jwks_uri\":\"https://i/keys\",\"id_token_signing_alg_values_supported\":" + algorithms + "}");
    }

    private static DiscoveryDocument parse(String body) {
        return DiscoveryDocument.parse(body.getBytes(StandardCharsets.UTF_8), ISSUER);
    }
}
