/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.admission;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.ExtendedKeyUsage;
import java.time.Instant;
import java.util.Optional;

/**
 * Which certificates a log is for.
 *
 * @param start   the first moment at which a certificate's validity may end
 * @param end     the moment from which on another log takes over
 * @param purpose what the key must be certified for, as the content of an object identifier; where there is none, every
 *                certificate will do
 */
public record AdmissionRules(Instant start, Instant end, Optional<Bytes> purpose) {

    public AdmissionRules {
        if (!start.isBefore(end)) {
            throw new IllegalArgumentException("a log for certificates from %s to %s".formatted(start, end));
        }
    }

    /** For certificates of keys that sign software. */
    public static AdmissionRules codeSigning(Instant start, Instant end) {
        return new AdmissionRules(start, end, Optional.of(ExtendedKeyUsage.CODE_SIGNING));
    }

    /** For certificates of every kind, as the judges of logs submit them. */
    public static AdmissionRules everyPurpose(Instant start, Instant end) {
        return new AdmissionRules(start, end, Optional.empty());
    }

    boolean covers(Instant notAfter) {
        return !notAfter.isBefore(start) && notAfter.isBefore(end);
    }

    boolean serves(ExtendedKeyUsage usage) {
        return purpose.isEmpty() || usage.allows(purpose.get());
    }
}
