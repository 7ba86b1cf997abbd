/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.bulla.ca.fault.Backend;
import dev.bulla.ca.fault.FailedException;
import dev.bulla.ca.testing.Seed;
import dev.bulla.ca.token.DiscoveryDocument;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;

/** Discovery documents of any bytes, and whether anybody may and can follow them to the keys. */
class DiscoveryDocumentFuzzTest {
    private static final List<IssuerAddress> ISSUERS = List.of(
            IssuerAddress.of("https://issuer.example.com", PlainHttp.LOOPBACK, KeyHosts.ANY),
            IssuerAddress.of(
                    "https://issuer.example.com", PlainHttp.LOOPBACK, KeyHosts.ownAnd(Set.of("keys.example.com:8443"))),
            IssuerAddress.of("http://localhost:8080/", PlainHttp.LOOPBACK, KeyHosts.ANY),
            IssuerAddress.of("http://issuer.example.com/a", PlainHttp.ANYWHERE, KeyHosts.ownAnd(Set.of())));

    static Stream<Named<byte[]>> seeds() {
        return Stream.of(
                        "{\"issuer\":\"https://issuer.example.com\",\"jwks_uri\":\"https://keys.example.com:8443/jwks?a=b\"}",
                        "{\"issuer\":\"http://localhost:8080/\",\"jwks_uri\":\"http://[::1]:80/a%20b\"}",
                        "{\"issuer\":\"http://issuer.example.com/a\",\"jwks_uri\":\"HTTP://ISSUER.example.com/a\"}",
                        "{\"issuer\":\"https://issuer.example.com\",\"jwks_uri\":\"https://issuer.example.com\","
                                + "\"id_token_signing_alg_values_supported\":[\"RS256\",\"ES256\",\"none\"]}")
                .map(document -> Seed.longer(document, document));
    }

    @Timeout(60)
    @MethodSource("seeds")
    @DictionaryFile(resourcePath = "/fuzz/issuers.dict")
    @FuzzTest
    void leadsToKeysOrIsOfNoUse(byte[] input) {
        for (var issuer : ISSUERS) {
            try {
                var document = DiscoveryDocument.parse(input, issuer.issuer());
                var keys = issuer.keys(document.keysUrl());
                assertThat(HttpRequest.newBuilder(keys).build().uri()).isEqualTo(keys);
            } catch (FailedException e) {
                assertThat(e.backend()).isEqualTo(Backend.ISSUER);
            }
        }
    }
}
