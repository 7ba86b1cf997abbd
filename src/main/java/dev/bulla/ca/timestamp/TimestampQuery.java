/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.timestamp;

import java.math.BigInteger;
import java.util.Optional;
import org.bouncycastle.asn1.tsp.MessageImprint;

/**
 * What a requester wants to have stamped.
 *
 * @param imprint      the hash, in the words of the requester
 * @param policy       the policy that the timestamp shall be made under; empty for whatever is usual here
 * @param nonce        to be repeated in the reply
 * @param certificates whether the reply shall bring the authority's certificate
 */
public record TimestampQuery(
        MessageImprint imprint, Optional<String> policy, Optional<BigInteger> nonce, boolean certificates) {

    /** More bytes than any query needs: a hash of 64, a policy, a nonce. */
    public static final int LARGEST = 1024;

    /** Reads {@code application/timestamp-query}, the form of RFC 3161. Throws {@link RefusedQueryException}. */
    public static TimestampQuery ofDer(byte[] body, int length) {
        return DerQuery.read(body, length);
    }

    /** Reads {@code application/json}, the form of Sigstore. Throws {@link RefusedQueryException}. */
    public static TimestampQuery ofJson(byte[] body, int length) {
        return JsonQuery.read(body, length);
    }
}
