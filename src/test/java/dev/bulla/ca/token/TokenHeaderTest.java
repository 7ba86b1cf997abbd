/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.token;

import static dev.bulla.ca.token.KnownIssuer.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bulla.ca.fault.Refusal;
import dev.bulla.ca.fault.RefusedException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class TokenHeaderTest {
    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void readsAlgorithmAndKeyId() {
        assertThat(parse("{\"alg\":\"RS256\",\"kid\":\"k\"}")).isEqualTo(new TokenHeader("RS256", "k"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"alg\":null,\"kid\":null}", "{\"ALG\":\"RS256\",\"Kid\":\"k\"}"})
    void takesNamesExactlyAndNullForMissing(String header) {
        assertThat(parse(header)).isEqualTo(new TokenHeader("", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"alg\":\"RS256\",\"typ\":\"JOSE\"}",
                "{\"alg\":\"RS256\",\"typ\":\"at+jwt\",\"cty\":\"JWT\"}",
                "{\"alg\":\"RS256\",\"typ\":5,\"unheard\":{\"of\":[]}}",
                "{\"alg\":\"RS256\",\"crit\":[\"b64\"],\"b64\":true}",
                "{\"alg\":\"RS256\",\"crit\":null,\"b64\":null,\"jwk\":null,\"x5c\":null}",
                "{\"alg\":\"RS256\",\"jku\":7,\"x5u\":\"https://evil.example\"}"
            })
    void ignoresWhatDoesNotMatter(String header) {
        assertThat(parse(header)).isEqualTo(new TokenHeader("RS256", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"alg\":\"RS256\",\"alg\":\"RS256\"}",
                "{\"alg\":\"RS256\",\"typ\":\"JWT\",\"typ\":\"JWT\"}",
                "{\"alg\":256}",
                "{\"alg\":\"RS256\",\"kid\":1}",
                "{\"alg\":\"RS256\",\"kid\":[\"k\"]}",
                "{\"alg\":\"RS256\",\"crit\":[\"exp\"]}",
                "{\"alg\":\"RS256\",\"crit\":[\"b64\",\"exp\"],\"exp\":1}",
                "{\"alg\":\"RS256\",\"crit\":\"b64\"}",
                "{\"alg\":\"RS256\",\"crit\":[1]}",
                "{\"alg\":\"RS256\",\"crit\":[\"b64\"],\"b64\":false}",
                "{\"alg\":\"RS256\",\"b64\":false}",
                "{\"alg\":\"RS256\",\"b64\":\"true\"}",
                "{\"alg\":\"RS256\",\"jwk\":\"key\"}",
                "{\"alg\":\"RS256\",\"jwk\":{}}",
                "{\"alg\":\"RS256\",\"jwk\":{\"kty\":\"RSA\"}}",
                "{\"alg\":\"RS256\",\"jwk\":{\"kty\":\"oct\",\"k\":\"AAAA\"}}",
                "{\"alg\":\"RS256\",\"x5c\":\"cert\"}",
                "{\"alg\":\"RS256\",\"x5c\":[\"AAAA\"]}",
                "{\"alg\":\"RS256\",\"x5c\":[5]}",
                "[\"alg\"]",
                "{\"alg\":\"RS256\"} {}",
                ""
            })
    void refusesAMalformedHeader(String header) {
        var refused = catchThrowableOfType(RefusedException.class, () -> parse(header));

        assertThat(refused.refusal()).isEqualTo(Refusal.TOKEN_MALFORMED);
        assertThat(refused).hasMessageContaining("header");
    }

    @Test
    void toleratesAPublicKeyItWillNotUse() {
        var header = JSON.writeValueAsString(
                Map.of("alg", "RS256", "jwk", key("ES256").jwk()));

        assertThat(parse(header)).isEqualTo(new TokenHeader("RS256", ""));
    }

    @Test
    void refusesAPrivateKey() {
        var jwk = key("ES256").jwk();
        jwk.put("d", "AAAA");

        var refused = catchThrowableOfType(
                RefusedException.class, () -> parse(JSON.writeValueAsString(Map.of("alg", "RS256", "jwk", jwk))));

        assertThat(refused.refusal()).isEqualTo(Refusal.TOKEN_MALFORMED);
    }

    private static TokenHeader parse(String header) {
        return TokenHeader.parse(header.getBytes(StandardCharsets.UTF_8));
    }
}
