/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.proof;

import dev.bulla.ca.crypto.KeyStrength;
import dev.bulla.ca.fault.Refusal;
import dev.bulla.ca.fault.RefusedException;
import java.util.Optional;

/** Which keys are worth certifying. */
final class KeyPolicy {
    private KeyPolicy() {}

    /** The same key, known to be of a kind that signs and to have no weakness we know of. */
    static ClaimedKey.Signing requireSound(ClaimedKey claimed) {
        var key = switch (claimed) {
            case ClaimedKey.Signing signing -> signing;
            case ClaimedKey.Unwanted unwanted -> throw insecure("unsupported key type " + unwanted.name());
            case ClaimedKey.Unknown unknown -> throw insecure("unknown key type");
        };
        weaknessOf(key).ifPresent(weakness -> {
            throw insecure(weakness);
        });
        return key;
    }

    private static Optional<String> weaknessOf(ClaimedKey.Signing key) {
        return switch (key) {
            case ClaimedKey.Rsa rsa -> KeyStrength.weaknessOf(rsa.modulus(), rsa.exponent());
            case ClaimedKey.Ec ec -> KeyStrength.weaknessOf(ec.curve());
            case ClaimedKey.Ed25519 edwards -> Optional.empty();
        };
    }

    private static RefusedException insecure(String weakness) {
        return new RefusedException(Refusal.KEY_INSECURE, weakness);
    }
}
