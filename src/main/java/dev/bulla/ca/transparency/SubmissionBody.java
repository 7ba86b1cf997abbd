/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.transparency;

import dev.bulla.ca.certificate.IssuingChain;
import dev.bulla.ca.x509.Bytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Collectors;

/**
 * What is posted to a log (RFC 6962, section 4.2): the precertificate and every certificate above it, root included. The
 * part above it is written once for each chain, which changes only when the CA's key does.
 */
final class SubmissionBody {
    private static final byte[] START = "{\"chain\":[\"".getBytes(StandardCharsets.US_ASCII);

    private final IssuingChain chain;
    private final byte[] rest;

    private SubmissionBody(IssuingChain chain, byte[] rest) {
        this.chain = chain;
        this.rest = rest;
    }

    static SubmissionBody under(IssuingChain chain) {
        var above = chain.encoded().stream()
                .map(certificate -> ",\"" + Base64.getEncoder().encodeToString(certificate.array()) + "\"")
                .collect(Collectors.joining("", "\"", "]}"));
        return new SubmissionBody(chain, above.getBytes(StandardCharsets.US_ASCII));
    }

    boolean isUnder(IssuingChain other) {
        return chain == other;
    }

    Bytes with(Bytes precertificate) {
        var encoded = Base64.getEncoder().encode(precertificate.array());
        var body = ByteBuffer.allocate(START.length + encoded.length + rest.length);
        return Bytes.of(body.put(START).put(encoded).put(rest).array());
    }
}
