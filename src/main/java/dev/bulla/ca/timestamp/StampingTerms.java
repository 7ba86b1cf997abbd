/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.timestamp;

import java.time.Duration;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/**
 * What an authority promises with every timestamp.
 *
 * @param policy   the object identifier of the rules by which it works
 * @param accuracy how far its clock may be off, in whole seconds
 */
public record StampingTerms(String policy, Duration accuracy) {

    ASN1ObjectIdentifier policyFor(TimestampQuery query) {
        if (query.policy().filter(asked -> !asked.equals(policy)).isPresent()) {
            throw RefusedQueryException.unsupported(
                    "the query asks for another policy than " + policy + ": ask for this one, or for none");
        }
        return new ASN1ObjectIdentifier(policy);
    }
}
