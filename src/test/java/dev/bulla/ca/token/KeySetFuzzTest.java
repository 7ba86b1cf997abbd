/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.bulla.ca.fault.Backend;
import dev.bulla.ca.fault.FailedException;
import dev.bulla.ca.fault.RefusedException;
import dev.bulla.ca.testing.Seed;
import dev.bulla.ca.testing.TestCrypto;
import dev.bulla.ca.testing.TestToken;
import dev.bulla.ca.testing.TokenKey;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** Key sets of any bytes, and tokens of every algorithm that are held against each of their keys. */
class KeySetFuzzTest {
    private static final JsonMapper JSON = new JsonMapper();

    /** Without a key id, so that each key that can is tried. */
    private static final List<String> TOKENS = KnownIssuer.ALGORITHMS.stream()
            .map(algorithm -> KnownIssuer.token(KnownIssuer.key(algorithm), token -> token.withoutHeader("kid")))
            .toList();

    private static final List<KeySetReader> READERS = Arrays.stream(TestCrypto.values())
            .map(provider -> new KeySetReader(provider.crypto()))
            .toList();

    static Stream<Named<byte[]>> seeds() {
        var keys = KnownIssuer.ALGORITHMS.stream()
                .map(KnownIssuer::key)
                .map(TokenKey::jwk)
                .toList();
        var sets = keys.stream()
                .map(key -> Seed.of("a key: " + key.get("kty"), JSON.writeValueAsString(Map.of("keys", List.of(key)))));
        return Stream.concat(
                sets,
                Stream.of(
                        Seed.of("all keys", JSON.writeValueAsString(Map.of("keys", keys))),
                        Seed.of("a secret", "{\"keys\":[{\"kty\":\"oct\",\"k\":\"AAAA\",\"kid\":null}]}"),
                        Seed.of("other curves", """
                                {"keys":[{"kty":"EC","crv":"secp256k1","x":"AA","y":"AA"},{"kty":"OKP","crv":"X25519","x":"AA"},
                                {"kty":"OKP","crv":"Ed448","x":"AA"},{"kty":"RSA","n":"AQAB","e":"AQAB"},{"kty":"AKP"},1,null]}""")));
    }

    @Timeout(60)
    @MethodSource("seeds")
    @DictionaryFile(resourcePath = "/fuzz/issuers.dict")
    @FuzzTest
    void hasKeysThatVerifyOrDoNotOrIsNoKeySetAtAll(byte[] input) {
        for (var reader : READERS) {
            try {
                var keys = reader.read(input);
                assertThat(keys.usable() + keys.skipped()).isNotNegative();
                TOKENS.forEach(token -> verify(token, keys));
            } catch (FailedException e) {
                assertThat(e.backend()).isEqualTo(Backend.ISSUER);
            }
        }
    }

    private static void verify(String token, KeySet keys) {
        try {
            new TokenVerifier(
                            KnownIssuer.URL,
                            TestToken.AUDIENCE,
                            new Unchanging(keys),
                            InstantSource.fixed(KnownIssuer.NOW))
                    .verify(UnverifiedToken.parse(token));
        } catch (RefusedException e) {
            // Most keys have signed nothing.
        }
    }

    private record Unchanging(KeySet current) implements IssuerKeys {
        @Override
        public KeySet newerThan(KeySet tried) {
            return current;
        }
    }
}
