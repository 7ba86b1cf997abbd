/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.token;

import static dev.bulla.ca.token.KnownIssuer.key;
import static dev.bulla.ca.token.KnownIssuer.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.fault.FailedException;
import dev.bulla.ca.testing.TestCrypto;
import dev.bulla.ca.testing.TokenKey;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class KeySetReaderTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final JsonMapper JSON = new JsonMapper();
    private static final Map<String, Object> SECRET =
            Map.of("kty", "oct", "kid", "s", "k", "c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0");

    @ParameterizedTest
    @EnumSource
    void skipsOneOffCurvePointAndKeepsTheRest(TestCrypto provider) {
        var offCurve = TokenKey.fresh("off", "ES256").jwk();
        offCurve.put("y", TokenKey.fresh("other", "ES256").jwk().get("y"));

        var keys = read(provider.crypto(), List.of(offCurve, key("ES256").jwk()));

        assertThat(keys.usable()).isOne();
        assertThat(keys.skipped()).isOne();
    }

    static Stream<Map<String, ?>> useless() {
        return Stream.of(
                SECRET,
                Map.of("kty", "XYZ", "kid", "k"),
                Map.of("kid", "k"),
                Map.of(),
                changed("ES256", jwk -> jwk.put("crv", "secp256k1")),
                changed("ES256", jwk -> jwk.put("crv", "P-224")),
                changed("ES256", jwk -> jwk.put("crv", "P-384")),
                changed("ES256", jwk -> jwk.remove("x")),
                changed("ES256", jwk -> jwk.put("x", 5)),
                changed("ES256", jwk -> jwk.put("x", "")),
                changed("ES256", jwk -> jwk.put("kid", 5)),
                changed("EdDSA", jwk -> jwk.put("crv", "X25519")),
                changed("EdDSA", jwk -> jwk.put("crv", "Ed448")),
                changed("EdDSA", jwk -> jwk.put("x", "AAAA")),
                changed("RS256", jwk -> jwk.remove("n")),
                changed("RS256", jwk -> jwk.put("e", base64(1))),
                changed("RS256", jwk -> jwk.put("e", base64(65536))),
                changed("RS256", jwk -> jwk.put("e", base64((1L << 31) + 1))),
                changed("RS256", jwk -> jwk.put("e", "")),
                TokenKey.rsa("short", 1024).jwk(),
                changed(
                        "RS256",
                        jwk -> jwk.put("n", base64(BigInteger.TWO.pow(8192).add(BigInteger.ONE)))));
    }

    @ParameterizedTest
    @MethodSource("useless")
    void skipsAndCountsAKeyThatIsOfNoUse(Map<String, Object> useless) {
        for (var provider : TestCrypto.values()) {
            var keys = read(
                    provider.crypto(),
                    List.of(key("ES384").jwk(), useless, key("RS256").jwk()));

            assertThat(keys.usable()).isEqualTo(2);
            assertThat(keys.skipped()).isOne();
        }
    }

    @ParameterizedTest
    @EnumSource
    void takesAnRsaKeyOf8192Bits(TestCrypto provider) {
        // Of eight primes, since two large ones take long to find.
        var modulus = Stream.generate(() -> BigInteger.probablePrime(1024, RANDOM))
                .limit(8)
                .reduce(BigInteger.ONE, BigInteger::multiply);
        var key = key("RS256").jwk();
        key.put("n", base64(modulus));

        assertThat(read(provider.crypto(), List.of(key)).usable()).isOne();
    }

    @Test
    void skipsWhatIsNoKeyAtAll() {
        assertThat(read("{\"keys\":[5,null,\"key\",[],{}]}").skipped()).isEqualTo(5);
    }

    @ParameterizedTest
    @EnumSource
    void takesEveryKindOfKeyItKnows(TestCrypto provider) {
        var keys = Stream.of("RS256", "ES256", "ES384", "ES512", "EdDSA")
                .<Map<String, Object>>map(algorithm -> key(algorithm).jwk())
                .toList();

        assertThat(read(provider.crypto(), keys).usable()).isEqualTo(5);
    }

    @Test
    void ignoresWhatAKeySaysOfItsUse() {
        var jwk = key("RS256").jwk();
        jwk.putAll(Map.of("use", "enc", "alg", "RSA-OAEP", "key_ops", List.of("encrypt", 5), "x5c", "none"));
        var issuer = new KnownIssuer(Crypto.fastest()).publishing(List.of(jwk));

        for (var algorithm : List.of("RS256", "RS512", "PS256")) {
            assertThat(issuer.verify(token(key(algorithm), honest -> honest)).subject())
                    .isEqualTo("user-17");
        }
    }

    @Test
    void isNotSpoiltByASharedSecret() {
        var issuer = new KnownIssuer(Crypto.fastest())
                .publishing(List.of(SECRET, key("ES256").jwk()));

        assertThat(issuer.verify(token(key("ES256"), honest -> honest)).subject())
                .isEqualTo("user-17");
    }

    @Test
    void looksAt256KeysAndNoMore() {
        var many = new ArrayList<Map<String, Object>>();
        IntStream.range(0, 300).forEach(i -> many.add(key("ES256").jwk()));

        var keys = read(Crypto.fastest(), many);

        assertThat(keys.usable()).isEqualTo(256);
        assertThat(keys.skipped()).isEqualTo(44);
    }

    @Test
    void takesASetWithoutKeysForWhatItSays() {
        assertThat(read("{\"keys\":[]}").usable()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[]", "{\"keys\":{}}", "{\"keys\":null}", "{\"keys\":[]", "<html>"})
    void saysWhenThereIsNoKeySet(String body) {
        assertThatThrownBy(() -> read(body)).isInstanceOf(FailedException.class);
    }

    private static Map<String, ?> changed(String algorithm, Consumer<Map<String, @Nullable Object>> change) {
        var jwk = new HashMap<String, @Nullable Object>(key(algorithm).jwk());
        change.accept(jwk);
        return jwk;
    }

    private static KeySet read(Crypto crypto, List<Map<String, Object>> keys) {
        return new KeySetReader(crypto).read(bytes(JSON.writeValueAsString(Map.of("keys", keys))), document());
    }

    private static KeySet read(String body) {
        return new KeySetReader(Crypto.fastest()).read(bytes(body), document());
    }

    private static DiscoveryDocument document() {
        return DiscoveryDocument.parse(bytes("{\"issuer\":\"i\",\"jwks_uri\":\"https://i/keys\"}"), "i");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String base64(long number) {
        return base64(BigInteger.valueOf(number));
    }

    private static String base64(BigInteger number) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(number.toByteArray());
    }
}
