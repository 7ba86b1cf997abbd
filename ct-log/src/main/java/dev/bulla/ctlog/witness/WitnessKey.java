/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.witness;

import dev.bulla.ctlog.codec.MalformedException;
import dev.bulla.ctlog.codec.NoteKey;
import dev.bulla.ctlog.codec.NoteSignature;
import java.security.Provider;
import java.util.List;
import java.util.Optional;

/** A witness's public key, and with it the judge of what it is said to have signed. */
public final class WitnessKey {
    private final EdwardsKey key;

    private WitnessKey(EdwardsKey key) {
        this.key = key;
    }

    /** Throws {@link MalformedException} if it is no key that signs checkpoints together with a time. */
    public static WitnessKey of(NoteKey key, Provider provider) {
        if (key.type() != NoteKey.COSIGNATURE) {
            throw new MalformedException(
                    "the key is not one of a witness: its type is %02x instead of 04".formatted(key.type()));
        }
        return new WitnessKey(EdwardsKey.of(key, provider));
    }

    public NoteKey note() {
        return key.note();
    }

    /** What this witness has signed of a checkpoint; of several lines the one with the latest time. */
    public Optional<Cosignature> in(String checkpoint, List<NoteSignature> lines) {
        return key.note().in(lines).stream()
                .flatMap(line -> verified(checkpoint, line).stream())
                .reduce((one, other) -> other.time().isBefore(one.time()) ? one : other);
    }

    private Optional<Cosignature> verified(String checkpoint, NoteSignature line) {
        try {
            var parts = CosignedText.parse(checkpoint, line.signature());
            return key.verifies(parts.text().signedBytes(), parts.signature())
                    ? Optional.of(new Cosignature(line, parts.text().seconds()))
                    : Optional.empty();
        } catch (MalformedException _) {
            return Optional.empty();
        }
    }
}
