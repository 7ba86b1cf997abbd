/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.timestamp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.testing.KeyKind;
import dev.bulla.ca.testing.Seed;
import dev.bulla.ca.testing.TestStamps;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.bouncycastle.tsp.TimeStampResponse;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;

/** Queries of any bytes, in both forms, up to replies that another implementation reads. */
class TimestampQueryFuzzTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:15:30Z");
    private static final TestStamps KEY = TestStamps.of(KeyKind.P256, NOW, Crypto.fastest());
    private static final TimestampAuthority AUTHORITY = new TimestampAuthority(
            () -> KEY, new StampingTerms("1.3.6.1.4.1.57264.2", Duration.ofSeconds(1)), () -> NOW, new SecureRandom());
    private static final List<BiFunction<byte[], Integer, TimestampQuery>> FORMS =
            List.of(TimestampQuery::ofDer, TimestampQuery::ofJson);

    static Stream<Named<byte[]>> seeds() {
        var digest = Base64.getEncoder().encodeToString(new byte[32]);
        return Stream.of(
                Seed.of("a query", HexFormat.of().parseHex(TimestampQueryTest.OF_OPENSSL)),
                Seed.of(
                        "one with a policy and a nonce",
                        HexFormat.of()
                                .parseHex("3047020101" + "3031300d06096086480165030402010500" + "0420" + "00".repeat(32)
                                        + "06092b0601040183bf3002" + "0201050101ff")),
                Seed.of("a query in JSON", "{\"artifactHash\":\"" + digest + "\",\"hashAlgorithm\":\"sha256\"}"),
                Seed.of(
                        "all of JSON",
                        "{\"artifactHash\":\"" + digest
                                + "\",\"hashAlgorithm\":\"sha256\",\"certificates\":true,\"nonce\":-1,"
                                + "\"tsaPolicyOID\":\"1.3.6.1.4.1.57264.2\",\"x\":[{}]}"));
    }

    @Timeout(60)
    @MethodSource("seeds")
    @DictionaryEntries({"\"nonce\":", "\"certificates\":", "\"tsaPolicyOID\":", "sha512", "null", "1e9"})
    @FuzzTest
    void isGrantedOrRefusedAndNothingElse(byte[] input) throws Exception {
        for (var form : FORMS) {
            try {
                var query = form.apply(input, input.length);
                var token = new TimeStampResponse(AUTHORITY.grant(query).array()).getTimeStampToken();
                assertThat(token.getTimeStampInfo().getMessageImprintDigest())
                        .isEqualTo(query.imprint().getHashedMessage());
                assertThat(token.getTimeStampInfo().getNonce())
                        .isEqualTo(query.nonce().orElse(null));
            } catch (RefusedQueryException e) {
                assertThat(e.sentence()).isNotBlank();
            }
        }
    }
}
