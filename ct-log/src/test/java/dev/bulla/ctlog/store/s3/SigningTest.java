/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.store.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ctlog.merkle.Hash;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * The four examples of Amazon's "Authenticating Requests: Using the Authorization Header" for S3, with the keys that stand
 * there and open nothing.
 */
class SigningTest {
    private static final Credentials CREDENTIALS =
            new Credentials("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", Optional.empty());
    private static final Instant TIME = Instant.parse("2013-05-24T00:00:00Z");
    private static final String HOST = "examplebucket.s3.amazonaws.com";

    @Test
    void signsAReadOfAPart() {
        assertThat(signature("GET", "/test.txt", Map.of(), Map.of("range", "bytes=0-9"), ""))
                .isEqualTo("f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");
    }

    @Test
    void signsAWriteWhosePathNeedsEscapes() {
        var headers = Map.of("date", "Fri, 24 May 2013 00:00:00 GMT", "x-amz-storage-class", "REDUCED_REDUNDANCY");

        assertThat(signature("PUT", "/" + UriText.path("test$file.text"), Map.of(), headers, "Welcome to Amazon S3."))
                .isEqualTo("98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd");
    }

    @Test
    void signsAQueryWithoutAValue() {
        assertThat(signature("GET", "/", Map.of("lifecycle", ""), Map.of(), ""))
                .isEqualTo("fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543");
    }

    @Test
    void signsAList() {
        assertThat(signature("GET", "/", Map.of("prefix", "J", "max-keys", "2"), Map.of(), ""))
                .isEqualTo("34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7");
    }

    @Test
    void aBorrowedKeySignsItsTokenToo() {
        var borrowed = new Credentials(CREDENTIALS.keyId(), CREDENTIALS.secret(), Optional.of("token"));

        var headers = new Signing("us-east-1", borrowed).headers(request("GET", "/", Map.of(), Map.of(), ""), TIME);

        assertThat(headers).containsEntry("x-amz-security-token", "token");
        assertThat(headers.get("authorization"))
                .contains("SignedHeaders=host;x-amz-content-sha256;x-amz-date;x-amz-security-token,");
    }

    @Test
    void textLeavesTheSecretOut() {
        assertThat(CREDENTIALS.toString()).doesNotContain("wJalr").contains("AKIAIOSFODNN7EXAMPLE");
    }

    private static String signature(
            String method, String path, Map<String, String> query, Map<String, String> headers, String body) {
        return new Signing("us-east-1", CREDENTIALS)
                .headers(request(method, path, query, headers, body), TIME)
                .get("authorization")
                .replaceAll(".*Signature=", "");
    }

    private static SignedRequest request(
            String method, String path, Map<String, String> query, Map<String, String> headers, String body) {
        var all = new TreeMap<>(headers);
        all.put("host", HOST);
        return new SignedRequest(
                method, path, new TreeMap<>(query), all, Hash.sha256(body.getBytes(StandardCharsets.UTF_8)));
    }
}
