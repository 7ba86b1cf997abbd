/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.testing;

import dev.bulla.ctlog.SignedCertificateTimestamp;
import java.util.Base64;
import java.util.HexFormat;

/** The answer to a submission, its members as they are written. */
public record LogAnswer(String version, String id, String timestamp, String extensions, String signature) {

    public static LogAnswer of(SignedCertificateTimestamp promise) {
        return new LogAnswer(
                "0",
                base64(promise.logId().toBytes()),
                Long.toString(promise.timestamp()),
                base64(promise.extensions().encoded()),
                base64(promise.digitallySigned()));
    }

    /** A timestamp whose bytes another implementation worked out: version 1 of an entry nobody has, at 1337 ms. */
    public static LogAnswer published() {
        return new LogAnswer(
                "0",
                "KHYaGJAn++880NYaAY12sFBXKcenQRvMvfYE9F1CYVM=",
                "1337",
                "",
                "BAMARjBEAiAIc21J5ZbdKZHw5wLxCP+MhBEsV5+nfvGyakOIv6FOvAIgWYMZb6Pw///uiNM7QTg2Of1OqmK1GbeGuEl9VJN8v8c=");
    }

    /** What the published timestamp is in a certificate, in TLS encoding. */
    public static byte[] publishedEncoded() {
        return HexFormat.of()
                .parseHex("0028761a189027fbef3cd0d61a018d76b0505729c7a7411bccbdf604f45d42615300000000000005390000"
                        + "040300463044022008736d49e596dd2991f0e702f108ff8c84112c579fa77ef1b26a4388bfa14ebc0220598319"
                        + "6fa3f0ffffee88d33b41383639fd4eaa62b519b786b8497d54937cbfc7");
    }

    public LogAnswer withVersion(String other) {
        return new LogAnswer(other, id, timestamp, extensions, signature);
    }

    public LogAnswer withId(String other) {
        return new LogAnswer(version, other, timestamp, extensions, signature);
    }

    public LogAnswer withTimestamp(String other) {
        return new LogAnswer(version, id, other, extensions, signature);
    }

    public LogAnswer withExtensions(String other) {
        return new LogAnswer(version, id, timestamp, other, signature);
    }

    public LogAnswer withSignature(String other) {
        return new LogAnswer(version, id, timestamp, extensions, other);
    }

    public String json() {
        return "{\"sct_version\":%s,\"id\":\"%s\",\"timestamp\":%s,\"extensions\":\"%s\",\"signature\":\"%s\"}"
                .formatted(version, id, timestamp, extensions, signature);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
