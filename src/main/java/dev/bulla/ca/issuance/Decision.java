/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.issuance;

import dev.bulla.ca.certificate.IssuedCertificate;
import dev.bulla.ca.policy.Grant;
import dev.bulla.ca.policy.RuledOutException;
import dev.bulla.ca.rules.Verdict;
import java.util.Optional;

/**
 * How a request ended and what was learned on the way.
 *
 * @param trail what the walk had established when it ended
 */
public record Decision(String requestId, Trail trail, Outcome outcome) {

    public sealed interface Outcome {}

    /** What the rules of the issuer said, once they were asked, whether they let the requester pass or not. */
    public Optional<Verdict> verdict() {
        return outcome instanceof NotIssued not && not.cause() instanceof RuledOutException ruledOut
                ? Optional.of(ruledOut.verdict())
                : trail.grant().map(Grant::verdict);
    }

    public record Issued(IssuedCertificate certificate) implements Outcome {}

    /**
     * No certificate.
     *
     * @param reason the name of a refusal, or which backend failed and how
     * @param detail for the operator's log and not for the record
     * @param kind   whose doing it was
     */
    public record NotIssued(Kind kind, String reason, Optional<String> detail, Throwable cause) implements Outcome {}

    public enum Kind {
        REFUSED,
        UNAVAILABLE,
        FAILED
    }
}
