/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.bulla.ca.testing.Seed;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tokens of any content, signed by a key of the issuer that they name, all the way to a certificate. An input is a header in one
 * line, if it is not the usual one, and the claims.
 */
class SignedClaimsFuzzTest {
    private static final WholeWalk WALK = new WholeWalk();

    static Stream<Named<byte[]>> seeds() {
        var recorded = WholeWalk.recordedClaims().entrySet().stream()
                .map(entry -> Seed.of("claims of " + entry.getKey(), "\n" + entry.getValue()));
        var headers = Stream.of(
                        "{\"alg\":\"ES256\",\"kid\":\"key\",\"crit\":[\"b64\"],\"b64\":true}",
                        "{\"alg\":\"ES256\",\"jwk\":{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AA\",\"y\":\"AA\"}}",
                        "{\"alg\":\"RS256\",\"jwk\":{\"kty\":\"RSA\",\"n\":\"AQAB\",\"e\":\"AQAB\"},\"x5c\":[\"MIIB\"]}")
                .map(header -> Seed.longer(
                        header, header + "\n" + WholeWalk.recordedClaims().get("email")));
        return Stream.concat(recorded, headers);
    }

    @Test
    void beginsWithClaimsThatGetCertificates() {
        assertThat(WholeWalk.recordedClaims())
                .hasSize(20)
                .allSatisfy((issuer, claims) ->
                        assertThat(WALK.issue(WALK.token("", claims))).isPresent());
    }

    @Timeout(60)
    @MethodSource("seeds")
    @DictionaryFile(resourcePath = "/fuzz/tokens.dict")
    @FuzzTest
    void endsWithACertificateOrARefusalOfTheRequest(byte[] input) {
        var text = new String(input, StandardCharsets.UTF_8);
        var header = text.indexOf('\n');
        var _ = WALK.issue(WALK.token(header <= 0 ? "" : text.substring(0, header), text.substring(header + 1)));
    }
}
