/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bench;

import dev.bulla.ca.bench.FloorOperations.Operation;
import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.signing.ThrowawayStampingKey;
import dev.bulla.ca.timestamp.StampingKey;
import dev.bulla.ca.timestamp.StampingTerms;
import dev.bulla.ca.timestamp.TimestampAuthority;
import dev.bulla.ca.timestamp.TimestampQuery;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;

/** The cryptography of one timestamp, and a whole one from the bytes of the query to those of the reply. */
final class StampOperations {
    private static final String POLICY = "1.3.6.1.4.1.57264.2";

    /** Of the attributes that are signed, in bytes. */
    private static final int ATTRIBUTES = 180;

    private final Crypto crypto;
    private final StampingKey key;
    private final TimestampAuthority authority;

    StampOperations(Crypto crypto) {
        var random = new SecureRandom();
        var clock = InstantSource.system();
        this.crypto = crypto;
        this.key = ThrowawayStampingKey.make(crypto, clock, random);
        this.authority =
                new TimestampAuthority(() -> key, new StampingTerms(POLICY, Duration.ofSeconds(1)), clock, random);
    }

    List<Operation> all() {
        var attributes = new byte[ATTRIBUTES];
        var signed = key.sign(attributes);
        var query = "{\"artifactHash\":\"%s\",\"hashAlgorithm\":\"sha256\"}"
                .formatted(Base64.getEncoder().encodeToString(new byte[32]))
                .getBytes(StandardCharsets.US_ASCII);
        return List.of(
                new Operation("sign the attributes", 1, () -> key.sign(attributes).length > 0),
                new Operation("verify them", 1, () -> {
                    var signature = crypto.signature(key.chain().algorithm().jcaName());
                    signature.initVerify(key.chain().publicKey());
                    signature.update(attributes);
                    return signature.verify(signed);
                }),
                new Operation(
                        "all, from query to reply",
                        1,
                        () -> !authority
                                .grant(TimestampQuery.ofJson(query, query.length))
                                .isEmpty()));
    }
}
