/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.token;

import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.testing.TestToken;
import dev.bulla.ca.testing.TokenKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** An issuer whose documents are at hand without a network, and newer ones where a test has some. */
final class KnownIssuer implements IssuerKeys {
    static final String URL = "https://issuer.example";
    static final Instant NOW = Instant.parse("2026-11-21T10:15:30.250Z");
    static final List<String> ALGORITHMS =
            List.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA");

    private static final JsonMapper JSON = new JsonMapper();
    private static final Map<String, TokenKey> KEYS = new ConcurrentHashMap<>();

    private final Crypto crypto;
    private KeySet current;
    private KeySet newer;
    private int asked;

    KnownIssuer(Crypto crypto, TokenKey... keys) {
        this.crypto = crypto;
        this.current = keySet(ALGORITHMS, Stream.of(keys).map(TokenKey::jwk).toList());
        this.newer = current;
    }

    /** A key for the algorithm, made once for all tests because RSA keys take their time. */
    static TokenKey key(String algorithm) {
        return algorithm.matches("[RP]S.*")
                ? KEYS.computeIfAbsent("RSA", kind -> TokenKey.fresh("rsa", "RS256"))
                        .with(algorithm)
                : KEYS.computeIfAbsent(algorithm, kind -> TokenKey.fresh(kind, kind));
    }

    KnownIssuer announcing(String... algorithms) {
        current = keySet(
                List.of(algorithms), List.of(key("RS256").jwk(), key("ES256").jwk()));
        return this;
    }

    KnownIssuer publishing(List<Map<String, Object>> keys) {
        current = keySet(ALGORITHMS, keys);
        newer = current;
        return this;
    }

    KnownIssuer laterPublishing(TokenKey... keys) {
        newer = keySet(ALGORITHMS, Stream.of(keys).map(TokenKey::jwk).toList());
        return this;
    }

    private KeySet keySet(List<String> algorithms, List<Map<String, Object>> keys) {
        var document = DiscoveryDocument.parse(
                json(Map.of(
                        "issuer", URL,
                        "jwks_uri", URL + "/keys",
                        "id_token_signing_alg_values_supported", algorithms)),
                URL);
        return new KeySetReader(crypto).read(json(Map.of("keys", keys)), document);
    }

    private static byte[] json(Object value) {
        return JSON.writeValueAsString(value).getBytes(StandardCharsets.UTF_8);
    }

    static String token(TokenKey key, UnaryOperator<TestToken> change) {
        return change.apply(TestToken.honest(key, URL, NOW)).compact();
    }

    VerifiedToken verify(String token) {
        return new TokenVerifier(URL, TestToken.AUDIENCE, this, InstantSource.fixed(NOW))
                .verify(UnverifiedToken.parse(token));
    }

    @Override
    public KeySet current() {
        return current;
    }

    @Override
    public KeySet newerThan(KeySet tried) {
        asked++;
        return newer;
    }

    /** How often newer keys were asked for. */
    int asked() {
        return asked;
    }
}
