/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.bulla.ca.bench.load.Target;
import java.util.Base64;
import java.util.stream.Collectors;

/** Submissions as they go over the wire, made beforehand so that clients have little to do. */
final class SubmissionRequests {
    /** By so many bytes at most, in base64. */
    private static final int SIGNATURES_DIFFER = 8;

    private final PracticeAuthority authority;
    private final Target target;

    SubmissionRequests(PracticeAuthority authority, Target target) {
        this.authority = authority;
        this.target = target;
    }

    /** With the precertificate of this number. */
    byte[] request(long number) {
        var chain = authority.below(authority.precertificate(number)).stream()
                .map(Base64.getEncoder()::encodeToString)
                .collect(Collectors.joining("\",\"", "{\"chain\":[\"", "\"]}"));
        var head = "POST %s HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
                .formatted(target.path(), target.host(), chain.length());
        return (head + chain).getBytes(US_ASCII);
    }

    /** How many bytes none has more than. */
    int largest() {
        return request(0).length + SIGNATURES_DIFFER;
    }
}
