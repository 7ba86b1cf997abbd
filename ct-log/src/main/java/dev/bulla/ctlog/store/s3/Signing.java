/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.store.s3;

import dev.bulla.ctlog.merkle.Hash;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs requests as Amazon's signature version 4 wants it, in their headers and with the hash of the body. */
record Signing(String region, Credentials credentials) {
    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final String SERVICE = "s3";
    private static final String END = "aws4_request";
    private static final String MAC = "HmacSHA256";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final int DATE = 8;

    /** The headers that a request needs besides those that it has. */
    Map<String, String> headers(SignedRequest request, Instant now) {
        var time = TIME.format(now);
        var added = new TreeMap<String, String>();
        added.put("x-amz-date", time);
        added.put("x-amz-content-sha256", request.content().toString());
        credentials.session().ifPresent(token -> added.put("x-amz-security-token", token));
        var complete = request.with(added);
        added.put(
                "authorization",
                "%s Credential=%s/%s,SignedHeaders=%s,Signature=%s"
                        .formatted(
                                ALGORITHM,
                                credentials.keyId(),
                                scope(time),
                                complete.names(),
                                signature(complete.canonical(), time)));
        return added;
    }

    private String signature(String canonical, String time) {
        var text = String.join(
                "\n", ALGORITHM, time, scope(time), Hash.sha256(utf8(canonical)).toString());
        var key = utf8("AWS4" + credentials.secret());
        for (var part : scope(time).split("/", -1)) {
            key = mac(key, part);
        }
        return HexFormat.of().formatHex(mac(key, text));
    }

    private String scope(String time) {
        return String.join("/", time.substring(0, DATE), region, SERVICE, END);
    }

    private static byte[] mac(byte[] key, String text) {
        try {
            var mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(key, MAC));
            return mac.doFinal(utf8(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + MAC, e);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
