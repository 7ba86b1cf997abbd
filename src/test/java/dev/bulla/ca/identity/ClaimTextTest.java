/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ca.token.Claim;
import dev.bulla.ca.token.VerifiedTokens;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClaimTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "\"bar\" | bar",
                "true | true",
                "false | false",
                "1 | 1",
                "1.0 | 1",
                "1.4 | 1.4",
                "1.7 | 1.7",
                "45289 | 45289",
                "100000 | 100000",
                "1000000 | 1000000",
                "1753000000 | 1753000000",
                "1234567890123 | 1234567890123",
                "12345678901234567890 | 12345678901234567000",
                "1e22 | 10000000000000000000000",
                "12345.678 | 12345.678",
                "0.00001 | 0.00001",
                "-0.0 | -0",
                "null | <nil>",
                "[] | []",
                "{} | map[]",
                "[\"a b\",\"c\"] | [a b c]",
                "{\"a\":\"x\",\"b\":1} | map[a:x b:1]",
                "{\"b\":{\"z\":1e-7,\"a\":[]},\"A\":{}} | map[A:map[] b:map[a:[] z:1e-07]]",
                "{\"a\":1,\"B\":2,\"9\":3,\"10\":4} | map[10:4 9:3 B:2 a:1]",
                "[1,100000,1000000,123456789,0.00001,1e21,true,null,\"x\",{\"k\":1}] | "
                        + "[1 100000 1e+06 1.23456789e+08 1e-05 1e+21 true <nil> x map[k:1]]"
            })
    void readsAsItDoesInCertificatesOfTheOriginal(String json, String text) {
        var claims = VerifiedTokens.claims("{\"c\":" + json + "}");

        assertThat(ClaimText.of(claims.getOrDefault("c", Claim.Null.NULL))).isEqualTo(text);
    }
}
