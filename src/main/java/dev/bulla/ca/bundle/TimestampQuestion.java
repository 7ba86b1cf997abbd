/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bundle;

import dev.bulla.ca.x509.Bytes;
import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Optional;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;

/** A question when a signature existed (RFC 3161), and the judge of whether a reply answers it. */
public final class TimestampQuestion {
    private static final int NONCE_BITS = 63;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final TimeStampRequest request;

    private TimestampQuestion(TimeStampRequest request) {
        this.request = request;
    }

    /** Asks for no certificates: whoever verifies has the authority's in a trusted root. */
    public static TimestampQuestion about(Bytes signature) {
        var hash = HashAlgorithm.SHA2_256.of(signature).value();
        var nonce = new BigInteger(NONCE_BITS, RANDOM).setBit(NONCE_BITS);
        return new TimestampQuestion(
                new TimeStampRequestGenerator().generate(TSPAlgorithms.SHA256, hash.array(), nonce));
    }

    public Bytes encoded() {
        try {
            return Bytes.of(request.getEncoded());
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory does not fail", e);
        }
    }

    /** What is wrong with a reply, if anything is. Whether its authority is to be believed is for whoever verifies. */
    public Optional<String> faultOf(Bytes reply) {
        try {
            new TimeStampResponse(reply.array()).validate(request);
            return Optional.empty();
        } catch (TSPException | IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            // The library tells of odd structures by exceptions of many kinds.
            return Optional.of("it cannot be read");
        }
    }
}
