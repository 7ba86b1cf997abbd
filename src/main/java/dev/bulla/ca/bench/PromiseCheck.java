/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bench;

import dev.bulla.ca.watch.JsonObjects;
import dev.bulla.ctlog.CertificateLog;
import dev.bulla.ctlog.InvalidInputException;
import dev.bulla.ctlog.IssuerKeyHash;
import dev.bulla.ctlog.LoggedEntry;
import dev.bulla.ctlog.SignedCertificateTimestamp;
import dev.bulla.ctlog.UntrustedTimestampException;
import java.io.IOException;
import java.util.Base64;
import java.util.Map;

/** Reads answers to submissions and verifies that they promise what was submitted. */
final class PromiseCheck {
    private final CertificateLog log;
    private final PracticeAuthority authority;
    private final IssuerKeyHash issuer;
    private final long first;

    /** @param first number of the precertificate in the first submission */
    PromiseCheck(CertificateLog log, PracticeAuthority authority, long first) {
        this.log = log;
        this.authority = authority;
        this.issuer = IssuerKeyHash.ofIssuer(authority.authority().getFirst());
        this.first = first;
    }

    /** Throws if the body does not promise the submission with this number. */
    void expectPromise(int number, byte[] body) throws IOException {
        try {
            var answer = JsonObjects.parse(body);
            var timestamp = SignedCertificateTimestamp.ofAnswer(
                    0, bytes(answer, "id"), time(answer), bytes(answer, "extensions"), bytes(answer, "signature"));
            var precertificate = authority.precertificate(first + number);
            log.key().verify(LoggedEntry.ofPrecertificate(precertificate, issuer), timestamp);
        } catch (IllegalArgumentException | InvalidInputException | UntrustedTimestampException e) {
            throw new IOException("a promise of the log does not hold", e);
        }
    }

    private static long time(Map<?, ?> answer) {
        if (answer.get("timestamp") instanceof Number time) {
            return time.longValue();
        }
        throw new IllegalArgumentException("the answer has no time");
    }

    private static byte[] bytes(Map<?, ?> answer, String name) {
        return Base64.getDecoder().decode(String.valueOf(answer.get(name)));
    }
}
